import type { mail as english } from '../en/mail.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

export const mail: Translation<typeof english> = frenchSpacing({
  colon: ' : ',
  subject: {
    invitation: 'Invitation',
    update: 'Modification',
    cancellation: 'Annulation',
    removal: 'Annulation',
    organizer: 'Votre réunion',
    organizerUpdate: 'Votre réunion, modifiée',
  },
  headline: {
    invitation: '{{organizer}} vous invite',
    update: '{{organizer}} a modifié cet événement',
    cancellation: '{{organizer}} a annulé cet événement',
    removal: '{{organizer}} ne vous attend plus à cet événement',
    organizer: 'Vos invitations sont en route',
    organizerUpdate: 'Les nouvelles informations sont en route vers vos invités',
  },
  label: {
    invitation: 'Invitation',
    update: 'Modification',
    cancellation: 'Annulation',
    removal: 'Annulation',
    organizer: 'Votre exemplaire',
    organizerUpdate: 'Votre exemplaire',
  },
  changed: 'Ce qui change : {{list}}.',
  change: {
    title: 'titre',
    time: 'date et heure',
    location: 'lieu',
    description: 'description',
    meeting: 'accès à la réunion',
  },
  allDay: 'Toute la journée',
  forOrganizer: 'Pour {{organizer}} : {{time}}',
  join: 'Rejoindre le WebMeeting',
  start: 'Commencer maintenant',
  orLink: 'Ou ouvrez ce lien :',
  personalLink: 'Ce lien est le vôtre : il vous fait entrer sans code PIN.',
  startLink: 'Ce lien est pour vous seul : il ouvre la réunion une fois que vous êtes connecté.',
  guestLink: 'Pour faire entrer quelqu’un d’autre, transmettez cette adresse avec l’identifiant et le code PIN :',
  meetingId: 'Identifiant de la réunion',
  pin: 'Code PIN',
  phone: 'Numéro(s) de téléphone',
  voip: 'VoIP',
  callId: 'ID d’appel',
  place: 'Lieu',
  people: 'Invités',
  headset: 'Utilisez votre micro et vos haut-parleurs : un casque est recommandé.',
  headsetOrPhone:
    'Utilisez votre micro et vos haut-parleurs (un casque est recommandé), ou appelez avec votre téléphone.',
  cancelledAdvice: 'Le lien que vous aviez reçu n’ouvre plus cette réunion.',
  calendarAdvice: 'Votre logiciel de calendrier peut ajouter cet événement à partir du fichier joint.',
});
