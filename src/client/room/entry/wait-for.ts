export interface WaitListener {
  /** The meeting is open: it is worth asking at the door again. */
  onOpen(): void;
  /** Whether the server can be heard at the moment. */
  onConnection(connected: boolean): void;
}

/** Listens for the opening of a meeting; answers the function that stops listening. */
export type WaitFor = (waitTicket: string, listener: WaitListener) => () => void;
