/** One packet each way in so much time, whatever the other side's packets hold. */
export const TICK_MS = 20;
/** Ticks that are made up for after a hold-up; beyond, phones would only throw the packets away. */
export const CATCH_UP_TICKS = 10;
/** 60 ms of sound are usual, 120 the most that Opus has: longer packets are no telephone's. */
export const PACKET_MAX_MS = 120;
/** Behind a firewall that changes addresses a phone is known by its first packets: those have to come within this time. */
export const FIRST_MOMENTS_MS = 10_000;
/**
 * Sound goes so long to an address from which nothing came: phones that listen only report every 5 s (RFC 3550 6.2), and whoever
 * was named by a caller to be flooded says nothing.
 */
export const UNPROVED_TARGET_MS = 30_000;
/** RFC 3550 6.2: about 5 s. */
export const RTCP_EVERY_MS = 5_000;
/** Silence is told of from here on, once a second. */
export const SILENCE_FROM_MS = 5_000;
export const SILENCE_EVERY_MS = 1_000;
/** Voice comes back this late in the echo test (and the play-out buffer's delay later): late enough to be told from one's own. */
export const ECHO_DELAY_MS = 500;
/** Prompts waiting behind each other: nobody listens longer, and their samples are held in memory. */
export const PROMPTS_MAX = 64;
/** Whom a room's sound comes from at once: the relay chooses three; those who fall silent take a moment to end. */
export const SPEAKERS_MAX = 16;
/** A speaker's decoder is let go after so long without a frame. */
export const SPEAKER_IDLE_MS = 10_000;
/** Room sound under a prompt: -15 dB. */
export const DUCKED_GAIN = 0.18;
/** The noise of a line on which nobody speaks, in dBov: heard as alive, not as noise. */
export const LINE_NOISE_DBOV = -68;
/** Comfort noise is said anew this often: keeps firewalls open and shows that we are there. */
export const COMFORT_NOISE_EVERY_MS = 200;
/** A tone heard in the band within this time before its telephone event is the same press. */
export const SAME_PRESS_MS = 800;
/** Datagrams beyond an Ethernet frame are no telephone's. */
export const DATAGRAM_MAX_BYTES = 1_500;
