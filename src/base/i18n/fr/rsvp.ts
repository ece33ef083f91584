import type { rsvp as english } from '../en/rsvp.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

/** La page sur laquelle répond à une invitation une personne qui n’a peut-être pas de compte. */
export const rsvp: Translation<typeof english> = frenchSpacing({
  pageTitle: '{{title}} – votre réponse',
  loading: 'Un instant…',
  invites: '{{name}} vous invite',
  untitled: 'Un événement',
  for: 'Pour {{who}}',
  yourZone: 'votre fuseau horaire : {{zone}}',
  organizerZone: 'Pour {{name}} : {{when}}, {{zone}}',
  repeats: 'Se répète',
  nextDates: 'Ensuite : {{dates}}',
  place: 'Lieu',
  online: 'En ligne, par WebMeeting : l’accès figure dans votre e-mail d’invitation.',
  more: 'Tout afficher',
  press: 'Rien n’est encore envoyé. Appuyez sur « {{answer}} » pour envoyer votre réponse.',
  answered: 'Vous avez répondu : {{answer}}.',
  answeredFor: 'Vous avez répondu pour le {{date}} : {{answer}}.',
  change: 'Vous pouvez changer d’avis à tout moment.',
  passedOn: 'Vous avez délégué à {{who}}. Une réponse annule cette délégation.',
  withAnswer: 'Avec votre réponse',
  chooseFirst: 'Cela part avec votre réponse : choisissez-en une ci-dessus.',
  proposalMeans: 'Votre réponse sera « Peut-être ».',
  send: 'Envoyer, avec la réponse « {{answer}} »',
  sent: {
    ACCEPTED: 'Envoyé. {{name}} voit que vous participerez.',
    TENTATIVE: 'Envoyé. {{name}} voit que vous participerez peut-être.',
    DECLINED: 'Envoyé. {{name}} voit que vous ne participerez pas.',
    DELEGATED: 'Envoyé. {{who}} reçoit une invitation à votre place, et {{name}} le voit.',
    date: 'Cela ne concerne que le {{date}}.',
    proposal: 'Votre autre horaire a été joint.',
    undo: 'Pour revenir en arrière, choisissez une autre réponse.',
  },
  others: 'Les autres invités',
  counts: {
    accepted: '{{count}} oui',
    declined: '{{count}} non',
    tentative: '{{count}} peut-être',
    delegated: '{{count}} par délégation',
    awaiting: '{{count}} sans réponse',
  },
  showAll: 'Tout afficher',
  addToCalendar: 'Ajouter à mon calendrier (.ics)',
  takeFromCalendar: 'Retirer de mon calendrier (.ics)',
  proposals: {
    open: 'Vous avez proposé le {{when}}. {{name}} n’a pas encore décidé.',
    accepted: 'Vous avez proposé le {{when}} : {{name}} a accepté.',
    declined: 'Vous avez proposé le {{when}} : {{name}} garde l’horaire prévu.',
    dismissed: 'Vous avez proposé le {{when}} : {{name}} garde l’horaire prévu.',
  },
  over: {
    title: 'Cet événement est passé',
    text: 'Il n’est plus possible d’y répondre. Écrivez à {{name}} si vous avez quelque chose à dire.',
  },
  cancelled: {
    title: 'Cet événement est annulé',
    text: '{{name}} l’a annulé. Il n’y a plus rien à répondre.',
  },
  removed: {
    title: 'Vous ne figurez plus parmi les invités',
    text: 'L’événement aura lieu sans vous. Écrivez à {{name}} si cela vous surprend.',
  },
  unknown: {
    title: 'Ce lien ne mène nulle part',
    text: 'Il en manque peut-être une partie : certaines messageries coupent les longs liens. Ouvrez-le de nouveau depuis l’invitation, ou répondez à cet e-mail.',
  },
  offline: {
    title: 'Le serveur ne répond pas',
    text: 'Vérifiez votre connexion au réseau, puis réessayez.',
  },
  problem: {
    title: 'Cela n’a pas fonctionné',
  },
  notSent: 'Votre réponse n’a pas été envoyée.',
});
