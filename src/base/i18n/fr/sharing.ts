import type { sharing as english } from '../en/sharing.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

/** Qui d’autre peut voir un document ou écouter un enregistrement. */
export const sharing: Translation<typeof english> = frenchSpacing({
  title: 'Partager « {{name}} »',
  loading: 'Chargement…',
  folder: 'Tout ce que contient le dossier est partagé avec lui.',
  tooMany: 'Un document peut être partagé {{count}} fois au plus. Retirez d’abord un lien ou une personne.',
  link: {
    heading: 'Par un lien',
    text: 'Toute personne qui a le lien peut l’ouvrir, sans compte.',
    ends: 'Le lien fonctionne jusqu’à',
    endings: {
      day: 'Demain',
      week: 'Dans une semaine',
      month: 'Dans un mois',
      year: 'Dans un an',
      never: 'Sans fin',
      date: 'Un jour de mon choix',
    },
    lastDay: 'Dernier jour',
    make: 'Créer un lien',
    copy: 'Copier le lien',
    until: 'Fonctionne jusqu’au {{date}}',
    forever: 'Fonctionne sans fin',
    over: 'Arrivé à son terme le {{date}}',
    since: 'Lien du {{date}}',
    remove: 'Retirer le lien du {{date}}',
    removed: 'Le lien ne fonctionne plus.',
  },
  people: {
    heading: 'Avec des personnes',
    text: 'Un e-mail les prévient. Avec un compte ici, elles le trouvent dans leurs Documents ; les autres reçoivent un lien personnel.',
    address: 'Adresse e-mail',
    add: 'Ajouter',
    copy: 'Copier le lien de {{address}}',
    remove: 'Retirer {{address}}',
    twice: 'C’est déjà partagé avec cette adresse.',
    own: 'C’est votre propre adresse.',
    noAccount: 'Sans compte ici : son e-mail contient un lien personnel.',
    added: 'Partagé avec {{name}}.',
    removed: 'N’est plus partagé avec {{name}}.',
  },
  present: {
    label: 'Les personnes présentes',
    off: 'N’est plus partagé avec les personnes présentes.',
    text: 'Toutes les personnes qui ont un compte et ont pris part à la réunion.',
  },
  past: 'Choisissez un jour à venir.',
});
