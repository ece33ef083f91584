import type { teamChat as english } from '../en/team-chat.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

/** Ce que l’on dit aux messageries d’équipe. */
export const teamChat: Translation<typeof english> = frenchSpacing({
  headline: {
    'meeting.scheduled': 'Nouvelle réunion',
    'meeting.changed': 'Réunion modifiée',
    'meeting.cancelled': 'Réunion annulée',
    'meeting.started': 'La réunion a commencé',
    'meeting.ended': 'La réunion est terminée',
    'participant.joined': '{{name}} est entré dans la réunion',
    'participant.left': '{{name}} a quitté la réunion',
    'recording.ready': 'Un enregistrement est prêt',
    test: 'WebMeeting est relié à cette messagerie',
    invitation: 'Invitation à une réunion',
  },
  untitled: 'WebMeeting',
  organizer: 'Organisateur : {{name}}',
  meetingId: 'ID de la réunion : {{id}}',
  repeats: 'Se répète',
  join: 'Rejoindre la réunion',
  listen: 'Écouter',
});
