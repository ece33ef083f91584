/** RFC 3261 17.1.1.1: an estimate of the round trip. */
export const T1_MS = 500;
/** The longest pause between retransmissions of anything but an INVITE. */
export const T2_MS = 4_000;
/** How long a message stays in the network. */
export const T4_MS = 5_000;
/** Timers B, F, H, J, L and M: 64 T1, after which the other side is given up or can no longer repeat itself. */
export const TRANSACTION_MS = 64 * T1_MS;
/** Timer D over UDP: at least 32 s. */
export const TIMER_D_MS = 32_000;
/** RFC 3261 17.2.1: an INVITE that is not answered within this is answered 100. */
export const TRYING_AFTER_MS = 200;
