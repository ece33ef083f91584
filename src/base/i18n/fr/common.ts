import type { common as english } from '../en/common.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

/** Les mots que tous les écrans partagent. */
export const common: Translation<typeof english> = frenchSpacing({
  cancel: 'Annuler',
  save: 'Enregistrer',
  close: 'Fermer',
  edit: 'Modifier',
  remove: 'Retirer',
  delete: 'Supprimer',
  confirm: 'Valider',
  retry: 'Réessayer',
  copied: 'Copié',
  notCopied: 'Votre navigateur ne permet pas la copie ici. Sélectionnez le texte et copiez-le vous-même.',
  help: 'Aide',
  loading: 'Chargement…',
  /** Between a name and what is said of it. */
  colon: ' :',
  problems: 'Problèmes',
  messages: 'Messages',
  skipToContent: 'Aller au contenu',
  language: 'Langue',
  languages: { fr: 'Français', en: 'English' },
  theme: 'Apparence',
  themes: { system: 'Comme le système', light: 'Claire', dark: 'Sombre' },
  start: 'Commencer',
  startNow: 'Commencer maintenant',
  join: 'Rejoindre',
  meetingId: 'Identifiant de la réunion',
  pin: 'Code PIN',
  link: 'Lien',
  phone: 'Téléphone',
  voip: 'VoIP',
  live: 'En cours',
  timeZone: 'Fuseau horaire',
  notFound: {
    title: 'Il n’y a rien ici',
    text: 'Cette adresse ne mène nulle part. Elle a peut-être été mal saisie, ou ce qui s’y trouvait n’existe plus.',
    action: 'Aller au calendrier',
  },
});
