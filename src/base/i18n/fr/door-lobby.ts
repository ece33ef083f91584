import type { doorLobby as english } from '../en/door-lobby.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

/** La salle d’attente, et le refus. */
export const doorLobby: Translation<typeof english> = frenchSpacing({
  heading: 'En attente d’un modérateur',
  sentBackHeading: 'Vous êtes de retour en salle d’attente',
  reason: {
    'no-key': 'Sans le code PIN, un modérateur doit vous faire entrer.',
    'everyone-waits': 'Dans cette réunion, chacun attend qu’un modérateur le fasse entrer.',
    locked: 'La réunion est verrouillée. Un modérateur peut tout de même vous faire entrer.',
    declined:
      'Vous avez répondu que vous ne viendriez pas : un modérateur doit vous faire entrer. Vous pouvez aussi changer votre réponse dans l’invitation, puis revenir.',
    'already-inside':
      'Quelqu’un participe déjà avec votre invitation. Si c’est vous, choisissez là-bas de continuer ici. Un modérateur peut aussi vous faire entrer.',
    'after-removal':
      'Depuis qu’un modérateur a fait sortir quelqu’un de cette réunion, un modérateur doit faire entrer quiconque vient avec le code PIN.',
    'sent-back': 'Un modérateur vous a renvoyé ici. La réunion continue et vous pourrez y entrer à nouveau.',
  },
  byYourself: 'Dès qu’il l’accepte, vous entrez automatiquement.',
  bare: 'Si l’identifiant et le code PIN sont justes, vous entrerez automatiquement dès que la réunion commencera. Sinon, seul un modérateur peut vous faire entrer.',
  bareWithoutPin:
    'Sans le code PIN, vous entrerez dès qu’un modérateur de la réunion l’acceptera. Cette page ne dit pas si une réunion porte cet identifiant.',
  told: 'Les modérateurs savent que vous attendez.',
  toldPerhaps: 'Si la réunion est en cours, ses modérateurs savent que vous attendez.',
  seen: 'Un modérateur a vu que vous attendez.',
  admitted: 'Vous pouvez entrer. Un instant…',
  talk: 'Message aux modérateurs',
  message: 'Écrire aux modérateurs',
  send: 'Envoyer',
  you: 'Vous',
  sending: 'En attente de la connexion…',
  notSent: 'Non envoyé : le serveur n’accepte pas ce texte.',
  left_one: 'Encore {{count}} caractère',
  left_other: 'Encore {{count}} caractères',
  declined: {
    title: 'Vous n’avez pas pu entrer',
    text: 'Un modérateur ne vous a pas fait entrer.',
    word: 'Un modérateur ne vous a pas fait entrer et vous écrit :',
    next: 'S’il s’agit d’une erreur, frappez à nouveau ou contactez la personne qui vous a invité.',
    again: 'Frapper à nouveau',
    go: 'Quitter',
  },
});
