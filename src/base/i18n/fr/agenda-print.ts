import type { agendaPrint as english } from '../en/agenda-print.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

/** L’agenda sur papier. */
export const agendaPrint: Translation<typeof english> = frenchSpacing({
  action: 'Imprimer',
  label: 'Imprimer l’agenda',
  of: 'Calendrier de {{name}}',
  zone: 'Les heures sont celles de {{zone}}.',
  printed: 'Imprimé le {{when}}.',
  allDay: 'Journée',
  part: 'jour {{day}} sur {{days}}',
  untitled: '(sans titre)',
  place: 'Lieu',
  organizer: 'Organisateur',
  people: 'Participants',
  invited_one: '{{count}} personne invitée',
  invited_other: '{{count}} personnes invitées',
  accepted_one: '{{count}} a accepté',
  accepted_other: '{{count}} ont accepté',
  answer: 'Votre réponse',
  meetingId: 'Identifiant de la réunion',
  link: 'Lien',
  empty: 'Rien n’est prévu ces jours-là.',
});
