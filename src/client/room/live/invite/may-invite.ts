/** By what the server says that one may do. */
export const mayInvite = (may: readonly string[]): boolean => may.includes('people.invite');
