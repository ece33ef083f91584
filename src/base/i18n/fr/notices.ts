import type { notices as english } from '../en/notices.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

export const notices: Translation<typeof english> = frenchSpacing({
  reminder: {
    subject: 'Début à {{time}}',
    label: 'Bientôt',
    headline: 'Votre réunion commence à {{time}}',
    subjectToday: 'Aujourd’hui',
    headlineToday: 'Votre réunion a lieu aujourd’hui',
    handOver: 'Un empêchement ?',
    handOverLink: 'Confier la réunion',
  },
  nudge: {
    subject: 'La réunion a commencé',
    label: 'En cours',
    headline: 'La réunion a commencé, on vous y attend',
    advice: 'Vous ne pouvez pas venir ? Répondez à ce message : {{organizer}} vous lira.',
  },
  digest: {
    subject: { one: 'Une réponse', other: '{{count}} réponses' },
    label: 'Réponses',
    headline: 'Ce que vos invités ont répondu',
    see: 'Voir toutes les réponses à « {{title}} »',
    delegation: 'envoie {{delegate}} à sa place',
    words: 'vous a écrit',
    unverified: 'Une réponse qui n’est peut-être pas la sienne : merci de la confirmer',
    notReached: 'n’a pas reçu l’invitation',
    onDate: 'pour le {{date}}',
    more: { one: 'Et une autre.', other: 'Et {{count}} autres.' },
  },
  answers: {
    'NEEDS-ACTION': 'pas de réponse',
    ACCEPTED: 'accepte',
    DECLINED: 'refuse',
    TENTATIVE: 'peut-être',
    DELEGATED: 'envoie quelqu’un d’autre',
  },
  counts: {
    accepted: { one: '{{count}} oui', other: '{{count}} oui' },
    tentative: { one: '{{count}} peut-être', other: '{{count}} peut-être' },
    declined: { one: '{{count}} non', other: '{{count}} non' },
    waiting: { one: '{{count}} sans réponse', other: '{{count}} sans réponse' },
  },
  needs: {
    language: 'préfère parler en {{language}}',
    captions: 'a besoin de sous-titres',
    phoneOnly: 'vient par téléphone seulement',
  },
  untitled: 'WebMeeting',
  answersSoFar: 'Réponses reçues',
  proposal: {
    subject: 'Autre horaire proposé',
    label: 'Proposition',
    headline: '{{who}} propose un autre horaire',
    now: 'Prévu',
    proposed: 'Proposé',
    action: 'Voir et décider',
    advice: 'Rien ne change avant votre décision.',
  },
  proposalDeclined: {
    subject: 'L’horaire est maintenu',
    label: 'Proposition',
    headline: '{{organizer}} maintient l’horaire prévu',
    advice: 'Votre proposition a été lue et n’a pas été retenue. Votre invitation reste valable.',
  },
  notReached: {
    subject: 'Invitation non remise',
    label: 'Non remise',
    headline: {
      one: 'Une invitation n’est pas arrivée',
      other: '{{count}} invitations ne sont pas arrivées',
    },
    noReason: 'le serveur de messagerie n’a pas donné de raison',
    action: 'Ouvrir l’événement',
    advice: 'Vérifiez les adresses, puis renvoyez les invitations depuis l’événement.',
  },
  joinBlock: {
    label: 'WebMeeting',
    headline: '{{sender}} vous propose de rejoindre une réunion',
    linkNote: 'Ce lien est le vôtre : il vous fait entrer sans code PIN.',
  },
  hosted: {
    subject: {
      new: 'Votre réunion est prête',
      updated: 'Votre réunion, modifiée',
      cancelled: 'Votre réunion est annulée',
    },
    label: { new: 'Prête', updated: 'Modification', cancelled: 'Annulation' },
    headline: {
      new: 'Vous avez invité ce serveur : voici la réunion',
      updated: 'La réunion suit vos modifications',
      cancelled: 'La réunion a été annulée avec votre événement',
    },
    startNote: 'Ce lien n’est que pour vous : il ouvre la réunion.',
    passOn: 'Pour faire entrer les autres, mettez ces lignes dans votre invitation :',
    passOnLink: 'Rejoindre le WebMeeting',
    advice: 'Modifiez ou annulez l’événement dans votre calendrier : la réunion suit.',
    cancelledAdvice: 'Ses liens et son identifiant n’ouvrent plus rien.',
  },
  hostedRefused: {
    subject: 'Aucune réunion n’a été créée',
    label: 'Refus',
    headline: 'Ce serveur n’a pas pu prendre votre invitation',
    reasons: {
      domain:
        'Votre domaine de messagerie ne peut pas ouvrir de réunion ici. Demandez à l’administrateur de ce serveur de l’ajouter.',
      right: 'Votre compte ne peut pas ouvrir de réunion ici. Adressez-vous à l’administrateur de ce serveur.',
      quota: 'Vous avez demandé aujourd’hui autant de réunions qu’une personne peut en ouvrir. Réessayez demain.',
      past: 'L’événement est déjà terminé. Invitez cette adresse à un événement à venir.',
      unreadable: 'L’événement n’a pas pu être lu. Envoyez l’invitation à nouveau depuis votre logiciel de calendrier.',
    },
  },
  deputy: {
    label: 'WebMeeting',
    subject: { named: 'Vous animez cette réunion', released: 'Vous n’animez plus cette réunion' },
    headline: {
      named: '{{organizer}} vous demande d’animer cette réunion',
      released: '{{organizer}} n’a plus besoin que vous animiez cette réunion',
    },
    allDates: 'Cela vaut pour toutes ses dates, à partir de la prochaine.',
    startNote: 'Connectez-vous avec votre compte : le lien commence alors la réunion.',
    advice:
      'Vous pouvez commencer la réunion, faire entrer les participants et la modérer. Si vous ne le pouvez pas, répondez à ce message : {{organizer}} vous lira.',
    releasedAdvice: 'Votre invitation reste valable.',
  },
  automatic: 'Ce message a été envoyé automatiquement.',
  outlookOwnFormat:
    'Une réponse est arrivée dans le format propre à Outlook (winmail.dat), que seul Outlook sait lire. Redemandez-la, par les liens de l’invitation par exemple. Son Outlook devrait envoyer les messages en HTML ou en texte brut.',
});
