/** The zone of the machine: the first guess for a new account. */
export const localTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
