import type { appPasswords as english } from '../en/app-passwords.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

/** Mots de passe pour logiciels de calendrier et gestionnaires de fichiers. */
export const appPasswords: Translation<typeof english> = frenchSpacing({
  title: 'Appareils et logiciels',
  intro:
    'Utilisez vos calendriers dans Thunderbird, sur un téléphone ou dans tout logiciel qui connaît CalDAV, et vos documents dans un gestionnaire de fichiers (WebDAV). Chacun reçoit son propre mot de passe ; celui de votre compte n’y est pas accepté.',
  empty: 'Aucun logiciel n’est encore connecté.',
  created: 'créé le {{day}}',
  used: 'dernière utilisation {{when}}',
  usedNow: 'utilisé à l’instant',
  neverUsed: 'pas encore utilisé',
  revoke: 'Révoquer',
  revokeLabel: 'Révoquer le mot de passe « {{name}} »',
  name: 'Nouvel appareil ou logiciel',
  nameHint: 'Pour vous seul, afin de le reconnaître plus tard.',
  namePlaceholder: 'Thunderbird au bureau',
  nameEmpty: 'Donnez-lui un nom.',
  add: 'Créer un mot de passe',
  most: 'Au plus {{count}} mots de passe. Révoquez-en un qui ne sert plus.',
  box: {
    title: 'Le mot de passe de « {{name}} »',
    once: 'Il n’est affiché que cette fois. Saisissez-le maintenant dans le logiciel ; s’il est perdu, créez-en un autre.',
    password: 'Mot de passe',
    server: 'Adresse du serveur, pour les calendriers',
    files: 'Adresse du serveur, pour les documents',
    user: 'Nom d’utilisateur',
    copyPassword: 'Copier le mot de passe',
    copyServer: 'Copier l’adresse du serveur pour les calendriers',
    copyFiles: 'Copier l’adresse du serveur pour les documents',
    copyUser: 'Copier le nom d’utilisateur',
    done: 'C’est fait',
  },
  revoking: {
    title: 'Révoquer ce mot de passe ?',
    text: '« {{name}} » ne pourra plus lire ni modifier vos calendriers et vos documents. Ce qui est déjà chargé reste sur cet appareil.',
    action: 'Révoquer le mot de passe',
    done: 'Le mot de passe est révoqué.',
  },
  insecure:
    'Cette page n’est pas servie en https. Les logiciels ne sont acceptés qu’en https, ou sur la machine du serveur elle-même.',
  guides: {
    title: 'Comment se connecter',
    more: 'Manuel de {{program}}',
    thunderbird:
      'Nouvel agenda › Sur le réseau. Saisissez le nom d’utilisateur et l’adresse du serveur, puis choisissez les calendriers.',
    apple:
      'Réglages › Comptes de calendrier › Ajouter un compte › Autre › Compte CalDAV. Sur un Mac, choisissez le type de compte « Manuel ».',
    davx: 'Ajouter un compte › Connexion avec une URL et un nom d’utilisateur. L’adresse du serveur est l’URL de base.',
    evolution:
      'Fichier › Nouveau › Compte de collection. Saisissez le nom d’utilisateur, ouvrez les options avancées et saisissez le serveur.',
    command:
      'Un stockage « caldav » avec url, username et password ; puis « vdirsyncer discover » et « vdirsyncer sync ».',
  },
});
