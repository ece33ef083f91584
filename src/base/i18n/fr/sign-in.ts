import type { signIn as english } from '../en/sign-in.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

/** Les façons de se connecter, la confirmation d’identité et le second facteur. */
export const signIn: Translation<typeof english> = frenchSpacing({
  or: 'ou',
  code: {
    title: 'Encore une étape',
    intro: 'Saisissez le code que votre application d’authentification affiche pour {{host}}.',
    introRecovery: 'Saisissez l’un des codes de secours que vous avez conservés. Chacun ne sert qu’une fois.',
    label: 'Code',
    labelRecovery: 'Code de secours',
    useRecovery: 'Utiliser un code de secours',
    useApp: 'Utiliser l’application',
    back: 'Un autre compte',
    wrong: 'Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant.',
    malformed: 'Six chiffres, ou un code de secours de dix caractères.',
  },
  problem: {
    title: 'Vous n’êtes pas connecté',
    confirmTitle: 'Votre identité n’a pas été confirmée',
    retry: 'Réessayer',
    other: 'Se connecter autrement',
    close: 'Vous pouvez fermer cette fenêtre.',
    reason: {
      'provider-unknown': 'Cette façon de se connecter n’est plus proposée. Choisissez-en une autre.',
      'provider-unreachable':
        'L’autre service ne répond pas. Réessayez dans un instant ou prévenez votre administrateur.',
      'provider-refused': 'L’autre service ne vous a pas connecté. Vous avez peut-être annulé.',
      'provider-answer':
        'L’autre service a donné une réponse à laquelle on ne peut se fier. Réessayez ; si cela se répète, prévenez votre administrateur.',
      'round-over': 'Cela a pris trop de temps ou a commencé dans une autre fenêtre. Recommencez.',
      'email-missing':
        'L’autre service n’indique pas votre adresse e-mail, qui est nécessaire ici. Prévenez votre administrateur.',
      'email-unverified':
        'L’autre service n’a pas vérifié que votre adresse e-mail est la vôtre. Faites-la vérifier là-bas, puis réessayez.',
      'domain-refused':
        'Les comptes ayant votre adresse e-mail ne sont pas admis ainsi. Connectez-vous autrement ou adressez-vous à votre administrateur.',
      'no-account': 'Vous n’avez pas encore de compte ici. Demandez-en un à votre administrateur.',
      'other-person': 'Un autre compte a déjà votre adresse e-mail ici. Adressez-vous à votre administrateur.',
      suspended: 'Votre compte est suspendu. Adressez-vous à votre administrateur.',
      'other-account': 'C’était un autre compte que celui qui est connecté ici.',
      'too-many': 'Trop de tentatives depuis votre réseau. Attendez un quart d’heure, puis réessayez.',
    },
  },
  confirm: {
    title: 'Est-ce toujours vous ?',
    text: 'La console le redemande après un moment sans activité. Ce que vous faisiez se poursuit ensuite.',
    action: 'Confirmer',
    wrongPassword: 'Ce n’est pas votre mot de passe.',
    provider: 'Vous vous connectez avec {{name}}. Confirmez-y votre identité : une fenêtre s’ouvre pour cela.',
    providerAction: 'Confirmer avec {{name}}',
    waiting: 'En attente de l’autre fenêtre…',
    blocked: 'Le navigateur n’a pas ouvert la fenêtre. Autorisez-la, puis appuyez de nouveau.',
    done: 'Confirmé',
    doneText: 'Vous pouvez fermer cette fenêtre et continuer dans l’autre.',
  },
  devices: {
    from: '{{seen}} · depuis {{network}}',
    by: {
      password: 'par mot de passe',
      link: 'par un lien',
      directory: 'par l’annuaire',
      provider: 'avec {{name}}',
    },
    others: 'Déconnecter partout ailleurs',
    othersDone: 'Tous les autres appareils sont déconnectés.',
  },
  elsewhere: {
    title: 'Mot de passe',
    directory: 'Votre mot de passe est celui de l’annuaire de votre organisation. C’est là qu’il se change.',
    provider: 'Vous vous connectez par un autre service. C’est là que votre mot de passe se change.',
  },
  factor: {
    title: 'Second facteur',
    intro:
      'Avec lui, un mot de passe seul n’ouvre pas votre compte : il faut aussi un code affiché par une application de votre téléphone.',
    on: 'activé',
    off: 'désactivé',
    required: 'Votre administrateur le demande.',
    notOffered: 'Vous vous connectez par un autre service, qui a son propre second facteur.',
    left_one: '{{count}} code de secours restant',
    left_other: '{{count}} codes de secours restants',
    leftFew: 'Créez-en de nouveaux avant de ne plus en avoir.',
    turnOn: 'Activer',
    turnOff: 'Désactiver',
    newCodes: 'Nouveaux codes de secours',
    turnedOff: 'Le second facteur est désactivé.',
    password: 'Votre mot de passe',
    setUp: {
      title: 'Activer le second facteur',
      scan: 'Scannez cette image avec une application d’authentification : Aegis, 2FAS, Google ou Microsoft Authenticator, ou votre gestionnaire de mots de passe.',
      picture: 'Code QR contenant le secret pour votre application d’authentification',
      byHand: 'Ou saisissez cette clé dans l’application :',
      copy: 'Copier la clé',
      code: 'Premier code',
      codeHint: 'Les six chiffres que l’application affiche maintenant.',
      action: 'Activer',
      expired: 'Cette image est trop ancienne. Fermez cette fenêtre et recommencez.',
    },
    offDialog: {
      title: 'Désactiver le second facteur ?',
      text: 'Votre mot de passe seul ouvrira alors votre compte. Les codes de secours ne vaudront plus rien.',
      action: 'Désactiver',
    },
    codesDialog: {
      title: 'Créer de nouveaux codes de secours ?',
      text: 'Les anciens ne vaudront plus rien.',
      action: 'En créer de nouveaux',
    },
    codes: {
      title: 'Vos codes de secours',
      text: 'Chacun ouvre votre compte une fois, quand vous n’avez pas votre téléphone. Ils ne sont affichés que maintenant : rangez-les là où vous gardez ce qui compte.',
      copy: 'Copier',
      download: 'Télécharger',
      print: 'Imprimer',
      done: 'Je les ai conservés',
      fileName: 'webmeeting-codes-de-secours.txt',
      fileHead: 'Codes de secours de {{email}} sur {{host}}. Chacun ne sert qu’une fois.',
    },
    due: {
      title: 'Une chose avant de continuer',
      text: 'Votre administrateur demande un second facteur : un code affiché par une application de votre téléphone, en plus de votre mot de passe. Cela prend une minute.',
      signOut: 'Se déconnecter',
    },
  },
});
