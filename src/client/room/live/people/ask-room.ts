import type { ErrorCode } from '../../../../base/errors.ts';
import type { RoomCommandBody, RoomCommandName } from '../../../../contract/room/room-messages.ts';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import type { RoomSession } from '../room-session.ts';

const WORDS = {
  'not-found': 'room.moderate.gone',
  'not-allowed': 'room.moderate.notAllowed',
  'no-webmeeting-right': 'room.moderate.noRight',
  'room-full': 'room.moderate.full',
  'too-many-attempts': 'room.moderate.tooFast',
} as const;

/** Why the room did not do what it was asked, in words. */
export const refusalText = (code: ErrorCode): string =>
  t(code in WORDS ? WORDS[code as keyof typeof WORDS] : 'room.moderate.failed');

/** Asks something of the room; says it when that does not work. Answers whether it did. */
export const askRoom = async <Name extends RoomCommandName>(
  session: Pick<RoomSession, 'command'>,
  name: Name,
  body: RoomCommandBody<Name>,
): Promise<boolean> => {
  const answer = await session.command(name, body);
  if (!answer.ok) showToast({ text: refusalText(answer.code), kind: 'problem' });
  return answer.ok;
};
