import type { Role } from '../contract/room/room-state.ts';

/** One device of somebody in a session, as it was stored. */
export interface AttendingDevice {
  /** `account:ID`, `invitee:ADDRESS` or `guest:RANDOM`; told to nobody. */
  readonly person: string;
  /** By which other key the same person is known; '' for none. */
  readonly also: string;
  readonly name: string;
  readonly role: Role;
  readonly via: 'web' | 'phone';
  /** When they agreed to being recorded, at the door. */
  readonly consentedMs: number | null;
  /** Put out for good, and not let back. */
  readonly removed?: boolean;
  readonly joinedMs: number;
  readonly leftMs: number | null;
  /** Each unbroken connection. */
  readonly stays: ReadonlyArray<{ readonly fromMs: number; readonly toMs: number | null }>;
}

/** From when to when; without an end it lasts. */
export interface Stay {
  readonly fromMs: number;
  readonly toMs: number | undefined;
}

/** Who was in a session, when, and for how long in all. */
export interface Attendance {
  /** As of their devices. */
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  readonly via: 'web' | 'phone' | 'both';
  readonly stays: readonly Stay[];
  readonly totalMs: number;
  readonly consentedMs: number | undefined;
  /** Put out for good: what is left of the session is not for them. */
  readonly removed?: boolean;
}

const HIGHEST_FIRST: readonly Role[] = ['organizer', 'moderator', 'attendee'];

/** An open stay lasts while the session does and the device is there; what a kill cut short ends with the session at the latest. */
const staysOf = ({ stays, joinedMs, leftMs }: AttendingDevice, endedMs: number | undefined): Stay[] => {
  // Sessions from before single stays were kept.
  const known = stays.length > 0 ? stays : [{ fromMs: joinedMs, toMs: leftMs }];
  return known.map(({ fromMs, toMs }) => {
    const end = toMs ?? leftMs ?? endedMs;
    const latest = end === undefined || endedMs === undefined ? end : Math.min(end, endedMs);
    return { fromMs, toMs: latest === undefined ? undefined : Math.max(latest, fromMs) };
  });
};

/** The same time without overlaps, in order. */
export const unionOf = (stays: readonly Stay[]): Stay[] => {
  const merged: Stay[] = [];
  for (const stay of stays.toSorted((one, other) => one.fromMs - other.fromMs)) {
    const last = merged.at(-1);
    if (last === undefined || (last.toMs !== undefined && stay.fromMs > last.toMs)) {
      merged.push(stay);
      continue;
    }
    const isOpen = last.toMs === undefined || stay.toMs === undefined;
    merged[merged.length - 1] = {
      fromMs: last.fromMs,
      toMs: isOpen ? undefined : Math.max(last.toMs ?? 0, stay.toMs ?? 0),
    };
  }
  return merged;
};

const onePerson = (devices: readonly AttendingDevice[], endedMs: number | undefined, nowMs: number): Attendance => {
  const ordered = devices.toSorted((one, other) => one.joinedMs - other.joinedMs);
  const stays = unionOf(ordered.flatMap((device) => staysOf(device, endedMs)));
  const ways = new Set(ordered.map(({ via }) => via));
  const consents = ordered.flatMap(({ consentedMs }) => consentedMs ?? []);
  return {
    person: ordered[0]?.person ?? '',
    name: ordered.at(-1)?.name ?? '',
    role: HIGHEST_FIRST.find((role) => ordered.some((device) => device.role === role)) ?? 'attendee',
    via: ways.size > 1 ? 'both' : (ordered[0]?.via ?? 'web'),
    stays,
    totalMs: stays.reduce((sum, { fromMs, toMs }) => sum + Math.max(0, (toMs ?? nowMs) - fromMs), 0),
    consentedMs: consents.length > 0 ? Math.min(...consents) : undefined,
    ...(ordered.some(({ removed }) => removed) && { removed: true }),
  };
};

/** All devices of a person are one entry; who came first stands first. */
export const attendanceOf = (
  devices: readonly AttendingDevice[],
  endedMs: number | undefined,
  nowMs: number,
): Attendance[] => {
  const people = new Map<string, AttendingDevice[]>();
  for (const device of devices) people.set(device.person, [...(people.get(device.person) ?? []), device]);
  return [...people.values()]
    .map((own) => onePerson(own, endedMs, nowMs))
    .toSorted((one, other) => (one.stays[0]?.fromMs ?? 0) - (other.stays[0]?.fromMs ?? 0));
};
