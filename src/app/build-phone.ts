import { isIPv6 } from 'node:net';
import { createRightStore } from '../accounts/right-store.ts';
import { createLanguageOfInvitee } from '../calendar/invitee-language.ts';
import type { PhoneSettings, PhoneStatus } from '../contract/http/phone.ts';
import { createPhoneMedia } from '../media/phone/create-phone-media.ts';
import { countUnknownIds } from '../meetings/count-guesses.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { createPhoneComers } from '../meetings/phone-comers.ts';
import { createPhoneDoor } from '../meetings/phone-door.ts';
import { createPhonePins } from '../meetings/phone-pins.ts';
import { createPhonedMeetings } from '../meetings/phoned-meetings.ts';
import { createCalls } from '../phone/call/calls.ts';
import { createRoomSound } from '../phone/call/room-sound.ts';
import { createCallStore } from '../phone/call-store.ts';
import { createCallOutStore } from '../phone/dial-out/call-out-store.ts';
import { createRoomCalls, type RoomCalls } from '../phone/dial-out/room-calls.ts';
import { readPhoneSettings } from '../phone/phone-settings.ts';
import { createSipServer } from '../phone/sip/create-sip-server.ts';
import { SIP_LIMITS } from '../phone/sip/limits.ts';
import { NO_SIP_SERVER } from '../phone/sip/no-sip-server.ts';
import { createRestartableSip } from '../phone/sip/restartable-sip.ts';
import type { SipServer, SipStatus } from '../phone/sip/sip-calls.ts';
import { createSipCounters, type SipCounters } from '../phone/sip/sip-counters.ts';
import { systemTime } from '../phone/sip/sip-time.ts';
import { createTrustedNetworks } from '../phone/trusted-networks.ts';
import { createJob, type Job } from '../platform/job.ts';
import { keptSinceMs, readRetention } from '../platform/retention.ts';
import type { Certificate } from '../platform/tls/certificate.ts';
import type { buildDoors } from './build-calendar.ts';
import type { Ground } from './build-ground.ts';
import type { MeetingParts } from './build-meetings.ts';
import type { PromptParts } from './build-prompts.ts';
import type { buildRoom } from './build-room.ts';
import type { CalendarStores } from './build-stores.ts';
import type { Config } from './config.ts';
import { phoneStatusBody } from './phone-status.ts';

export interface PhoneParts {
  readonly roomCalls: RoomCalls;
  readonly forgetCallsJob: Job;
  readonly counters: SipCounters;
  readStatus(): Promise<PhoneStatus>;
  /** Without a telephone undefined. */
  sipStatus(): SipStatus | undefined;
  liftBan(network: string): boolean;
  /** An administrator has changed the settings. */
  settingsChanged(): Promise<void>;
  /** Whether those who come in may have themselves called; into a meeting, whether its organizer may pay for it. */
  offersCallMe(meeting?: Pick<Meeting, 'organizerId'>): Promise<boolean>;
  /** Tells those who wait outside of rooms, each once, that the server restarts; true while one of them hears it. */
  tellRestart(): boolean;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const FORGET_EVERY_MS = 3_600_000;

type OnSip = NonNullable<Config['sip']>;

/** Both families where every network is meant. */
const soundAddresses = (host: string) => {
  if (host === '::') return { ipv4: '0.0.0.0', ipv6: '::' };
  if (isIPv6(host)) return { ipv6: host };
  return { ipv4: host === 'localhost' ? '127.0.0.1' : host };
};

/** Where nobody calls, nothing of this is ever opened. */
const OFF = { host: '127.0.0.1', rtpPorts: { from: 40_000, to: 40_199 } };

/** Telephones: their signalling, their sound, and their way into the rooms. */
export const buildPhone = (
  { config, clock, log, database, settings }: Ground,
  stores: CalendarStores,
  meeting: MeetingParts,
  doors: ReturnType<typeof buildDoors>,
  room: ReturnType<typeof buildRoom>,
  { prompts, speech }: Pick<PromptParts, 'prompts' | 'speech'>,
  {
    certificate,
    turnsAway,
  }: { readonly certificate: Certificate | undefined; readonly turnsAway: () => number | undefined },
): PhoneParts => {
  const { host, rtpPorts } = config.sip ?? OFF;
  const media = createPhoneMedia({ ports: rtpPorts, listenAddresses: soundAddresses(host), log });
  const counters = createSipCounters();
  const readSettings = () => readPhoneSettings(settings);
  let callsMax = SIP_LIMITS.calls;
  let isTrusted = createTrustedNetworks([]);
  const settingsChanged = async (): Promise<PhoneSettings> => {
    const now = await readSettings();
    callsMax = now.callsMax;
    isTrusted = createTrustedNetworks(now.allowedNetworks);
    return now;
  };
  const sipUser = (): string => meeting.policy.current().sipUser;
  const openSip = async ({ port, trunkUrl, mediaAddress }: OnSip): Promise<SipServer> => {
    const { trunkCa } = await settingsChanged();
    return createSipServer({
      listen: {
        host,
        port,
        ...(certificate !== undefined && { tls: certificate }),
      },
      domains: config.sipDomain === undefined ? [] : [config.sipDomain],
      publicUrlHost: new URL(config.publicUrl).hostname,
      ...(trunkCa.trim() !== '' && { trunkCa }),
      callsMost: () => callsMax,
      allow: (address) => isTrusted(address),
      ...{ sipUser, turnsAway, mediaAddress, trunkUrl, media, clock, log, counters },
    });
  };
  const { sip: onSip } = config;
  const sip = onSip === undefined ? NO_SIP_SERVER : createRestartableSip(() => openSip(onSip));

  const { meetings, keyHolders, startMeeting, grants, keys, accounts } = meeting;
  const { among } = createRightStore(database);
  const phonedMeetings = createPhonedMeetings({
    meetings,
    mayBeCalled: (organizers) => among('telephone', organizers),
  });
  const comers = createPhoneComers({
    ...{ accounts, keys, keyHolders, startMeeting },
    languageOf: createLanguageOfInvitee(stores),
  });
  const callStore = createCallStore(database);
  const forgetCallsJob = createJob({
    name: 'forget old calls',
    run: async () => {
      await callStore.forget(keptSinceMs(clock.nowMs(), (await readRetention(settings)).calls));
      return FORGET_EVERY_MS;
    },
    log,
  });
  const calls = createCalls({
    door: createPhoneDoor({
      ...{ ...meeting, ...doors, comers },
      meetings: countUnknownIds(phonedMeetings, 'phone', doors.guessCounters),
      pins: createPhonePins({ grants, accounts, keys }),
    }),
    guessed: sip.guessed,
    ...meeting,
    ...room,
    store: callStore,
    readSettings,
    roomSound: createRoomSound(media),
    time: systemTime,
    ...{ prompts, sipUser, clock, log },
  });
  const roomCalls = createRoomCalls({
    ...{ sip, calls, meetings, prompts, readSettings, clock, log },
    rooms: room.rooms,
    roomStore: room.store,
    store: createCallOutStore(database),
    tickets: meeting.entryTickets,
    mayDialOut: (payers) => among('dial-out', payers),
  });

  return {
    roomCalls,
    forgetCallsJob,
    counters,
    async readStatus() {
      const isOn = config.sip !== undefined;
      const counted = isOn ? media.counters() : undefined;
      return phoneStatusBody(isOn ? sip.status() : undefined, counted, await speech.state(), {
        callsMax: (await readSettings()).callsMax,
        ...(isOn && { rtpPorts }),
        ...(config.sipDomain !== undefined && { sipUri: `sip:${sipUser()}@${config.sipDomain}` }),
      });
    },
    sipStatus: () => (config.sip === undefined ? undefined : sip.status()),
    liftBan: sip.lift,
    async settingsChanged() {
      await settingsChanged();
    },
    async offersCallMe(inMeeting) {
      const payer = inMeeting?.organizerId;
      if (payer !== undefined && !(await among('dial-out', [payer])).has(payer)) return false;
      const { trunk } = sip.status();
      if (trunk.state !== 'registered' && trunk.state !== 'unregistered-mode') return false;
      return (await readSettings()).callsOut.enabled;
    },
    tellRestart: () => calls.tellRestart(),
    async start() {
      if (config.sip === undefined) return;
      await media.start();
      await calls.start();
      await roomCalls.start();
      await sip.start((call) => calls.take(call));
    },
    async stop() {
      roomCalls.stop();
      await calls.stop();
      await sip.stop();
      await media.stop();
    },
  };
};
