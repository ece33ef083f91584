import type { PhoneStatus } from '../contract/http/phone.ts';
import type { PhoneMediaCounters } from '../media/phone/phone-media.ts';
import type { SipStatus } from '../phone/sip/sip-calls.ts';
import { SOUND_CODECS } from '../protocols/sdp/agreed-sound.ts';

const trunkBody = (trunk: SipStatus['trunk']): PhoneStatus['trunk'] => {
  if (trunk.state === 'none') return { state: 'none' };
  const { state, server, sinceMs, problem, said } = trunk;
  return {
    ...{ state, server, since: new Date(sinceMs).toISOString() },
    ...(problem !== undefined && { problem }),
    ...(said !== undefined && { said }),
  };
};

/** What the console shows of the telephone; `sip` is undefined where it is off. */
export const phoneStatusBody = (
  sip: SipStatus | undefined,
  media: PhoneMediaCounters | undefined,
  speech: PhoneStatus['speech'],
  around: Pick<PhoneStatus, 'callsMax' | 'rtpPorts' | 'sipUri'>,
): PhoneStatus => ({
  ...around,
  codecs: sip === undefined ? [] : [...SOUND_CODECS],
  on: sip !== undefined,
  listening: [...(sip?.listening ?? [])],
  calls: sip?.calls ?? 0,
  trunk: trunkBody(sip?.trunk ?? { state: 'none' }),
  banned: (sip?.banned ?? []).map(({ network, untilMs, why }) => ({
    network,
    until: new Date(untilMs).toISOString(),
    why,
  })),
  refused: { ...sip?.refused },
  media: { ...media },
  speech,
});
