import type { passwordLinks as english } from '../en/password-links.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

export const passwordLinks: Translation<typeof english> = frenchSpacing({
  forgotten: {
    title: 'Mot de passe oublié',
    intro: 'Nous vous envoyons un lien pour en choisir un autre.',
    email: 'Adresse e-mail',
    action: 'Envoyer le lien',
    sentTitle: 'Consultez votre messagerie',
    sent: 'Si {{email}} a un compte ici, un message est en route. Son lien fonctionne pendant une heure.',
    nothing: 'Rien après quelques minutes ? Regardez dans les indésirables ou adressez-vous à votre administrateur.',
    back: 'Retour à la connexion',
    again: 'Une autre adresse',
  },
  choose: {
    titleFirst: 'Bienvenue, {{name}}',
    titleReset: 'Choisissez un nouveau mot de passe',
    introFirst: 'Choisissez un mot de passe pour votre compte. Vous vous connecterez ensuite avec {{email}}.',
    introReset: 'Pour le compte {{email}}. Tous les appareils seront déconnectés.',
    keys: 'Révoquer aussi mes jetons d’API et mes mots de passe d’application',
    keysHint: 'Si quelqu’un d’autre a pu connaître votre mot de passe. Les programmes en demanderont de nouveaux.',
    keysGo:
      'Les jetons d’API et les mots de passe d’application seront révoqués aussi : votre administrateur l’a demandé.',
    password: 'Nouveau mot de passe',
    hint: 'Au moins {{count}} caractères. Une phrase se retient facilement.',
    action: 'Définir le mot de passe',
    until: 'Ce lien fonctionne jusqu’à : {{when}}.',
    deadTitle: 'Ce lien ne fonctionne plus',
    dead: 'Il a déjà servi, un autre plus récent a été envoyé, ou trop de temps a passé.',
    askAgain: 'Demander un nouveau lien',
    askAdministrator: 'Vous étiez invité ? Demandez une nouvelle invitation à votre administrateur.',
    done: 'Votre mot de passe est défini',
    doneText: 'Connectez-vous avec {{email}} et votre nouveau mot de passe.',
    signIn: 'Se connecter',
  },
});
