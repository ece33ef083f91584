import type { RoomCommandName } from '../../contract/room/room-messages.ts';
import { chatDelete } from './chat-delete.ts';
import { chatSend } from './chat-send.ts';
import { deviceAnswer } from './device-answer.ts';
import { handLower } from './hand-lower.ts';
import { handSet } from './hand-set.ts';
import { lobbyAdmit } from './lobby-admit.ts';
import { lobbyDecline } from './lobby-decline.ts';
import { lobbySee } from './lobby-see.ts';
import { lobbyWrite } from './lobby-write.ts';
import { meetingSet } from './meeting-set.ts';
import { microphoneSet } from './microphone-set.ts';
import { moderatorGive } from './moderator-give.ts';
import { moderatorTake } from './moderator-take.ts';
import { nameSet } from './name-set.ts';
import { organizerGive } from './organizer-give.ts';
import { participantLetBack } from './participant-let-back.ts';
import { participantMute } from './participant-mute.ts';
import { participantRemove } from './participant-remove.ts';
import { participantRename } from './participant-rename.ts';
import { participantWait } from './participant-wait.ts';
import { participantsMute } from './participants-mute.ts';
import { qualitySet } from './quality-set.ts';
import { recordingMark } from './recording-mark.ts';
import { recordingPause } from './recording-pause.ts';
import { recordingStart } from './recording-start.ts';
import { recordingStop } from './recording-stop.ts';
import type { RoomMessage } from './room-message.ts';
import { screenOffer } from './screen-offer.ts';
import { screenSet } from './screen-set.ts';
import { screenStart } from './screen-start.ts';
import { screenStop } from './screen-stop.ts';
import { sessionEnd } from './session-end.ts';
import { sessionLeave } from './session-leave.ts';

/** Every command of the contract and its handler: one without the other does not compile. */
export const ROOM_MESSAGES: { readonly [Name in RoomCommandName]: RoomMessage<Name> } = {
  'chat.delete': chatDelete,
  'chat.send': chatSend,
  'device.answer': deviceAnswer,
  'hand.lower': handLower,
  'hand.set': handSet,
  'lobby.admit': lobbyAdmit,
  'lobby.decline': lobbyDecline,
  'lobby.see': lobbySee,
  'lobby.write': lobbyWrite,
  'meeting.set': meetingSet,
  'microphone.set': microphoneSet,
  'moderator.give': moderatorGive,
  'moderator.take': moderatorTake,
  'name.set': nameSet,
  'organizer.give': organizerGive,
  'participant.let-back': participantLetBack,
  'participant.mute': participantMute,
  'participant.remove': participantRemove,
  'participant.rename': participantRename,
  'participant.wait': participantWait,
  'participants.mute': participantsMute,
  'quality.set': qualitySet,
  'recording.mark': recordingMark,
  'recording.pause': recordingPause,
  'recording.start': recordingStart,
  'recording.stop': recordingStop,
  'screen.offer': screenOffer,
  'screen.set': screenSet,
  'screen.start': screenStart,
  'screen.stop': screenStop,
  'session.end': sessionEnd,
  'session.leave': sessionLeave,
};
