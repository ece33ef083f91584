import type { answer as english } from '../en/answer.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

/** Répondre à une invitation : sur la page du lien d’un e-mail, et dans le calendrier. */
export const answer: Translation<typeof english> = frenchSpacing({
  is: {
    'NEEDS-ACTION': 'Pas encore de réponse',
    ACCEPTED: 'Accepté',
    DECLINED: 'Refusé',
    TENTATIVE: 'Peut-être',
    DELEGATED: 'Délégué',
  },
  give: { ACCEPTED: 'Accepter', TENTATIVE: 'Peut-être', DECLINED: 'Refuser' },
  question: 'Participerez-vous ?',
  yours: 'Votre réponse',
  scope: {
    label: 'Pour quelles dates répondez-vous ?',
    all: 'Toutes les dates',
    one: 'Une seule date',
    dates: 'Les prochaines dates',
    other: 'avec une réponse à part',
  },
  comment: {
    label: 'Message à {{name}}',
    action: 'Écrire un message',
  },
  proposal: {
    action: 'Proposer un autre horaire',
    startDate: 'Date de début',
    startTime: 'Heure de début',
    endDate: 'Date de fin',
    endTime: 'Heure de fin',
    zone: 'Votre fuseau horaire : {{zone}}.',
    elsewhere: 'Pour {{name}} : {{when}}, {{zone}}.',
    decides: 'C’est {{name}} qui décide. D’ici là, l’événement reste où il est.',
    past: 'Cet horaire est déjà passé.',
  },
  delegate: {
    action: 'Envoyer quelqu’un d’autre',
    lead: 'Cette personne reçoit à votre place une invitation avec son propre lien, et {{name}} le voit.',
    name: 'Son nom',
    email: 'Son adresse e-mail',
    send: 'L’envoyer à ma place',
  },
  needs: {
    action: 'Ce qu’il me faut pour participer',
    language: 'Je préfère parler en',
    languageHint: 'Une langue, par exemple : espagnol.',
    captions: 'J’ai besoin de sous-titres ou d’un compte rendu écrit',
    phoneOnly: 'Je participe uniquement par téléphone',
  },
});
