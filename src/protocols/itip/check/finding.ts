/** `error`: a client cannot use it as it was meant. `warning`: at least one does something else with it. `hint`: it could be better. */
export const SEVERITIES = ['error', 'warning', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const CLIENTS = ['outlook', 'gmail', 'apple', 'thunderbird'] as const;
export type Client = (typeof CLIENTS)[number];

/** What a client does with a file that breaks a rule, from harmless to worst. */
export const EFFECTS = [
  'fine',
  'garbled',
  'drops',
  'alarms',
  'suspect',
  'lost-answer',
  'duplicate',
  'no-buttons',
  'attachment',
  'wrong-time',
  'ignores',
  'refuses',
] as const;
export type Effect = (typeof EFFECTS)[number];
export type Effects = Readonly<Record<Client, Effect>>;

/** One place where a rule is broken. */
export interface Place {
  /** Of the calendar text, from 1; absent where nothing stands that could be shown. */
  readonly line?: number;
  /** What stands there, or what is missing, to be put into the rule's words. */
  readonly what?: string;
}

export interface Finding extends Place {
  readonly rule: string;
  readonly severity: Severity;
  readonly effects: Effects;
}

/** The same in all clients but those that are named. */
export const effects = (usual: Effect, others: Partial<Effects> = {}): Effects => ({
  outlook: usual,
  gmail: usual,
  apple: usual,
  thunderbird: usual,
  ...others,
});
