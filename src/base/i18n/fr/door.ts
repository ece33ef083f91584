import type { door as english } from '../en/door.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

export const door: Translation<typeof english> = frenchSpacing({
  pageTitle: {
    door: '{{title}} – {{product}}',
    typeId: 'Rejoindre un WebMeeting',
    waiting: 'En attente – {{title}}',
  },
  loading: 'Un instant…',
  framed: {
    nothingKept:
      'Votre navigateur ne conserve rien pour une réunion affichée dans une autre page. Si vous la rechargez, entrez de nouveau avec votre nom.',
    ownTab: 'Ouvrir la réunion dans son propre onglet',
  },
  meeting: 'WebMeeting',
  meetingWithId: 'WebMeeting {{id}}',
  invites: '{{name}} vous invite',
  yourMeeting: 'Votre réunion',
  live: 'En cours',
  yourZone: 'votre heure, {{zone}}',
  organizerZone: 'Pour {{name}} : {{when}}, {{zone}}',

  typeId: {
    heading: 'Rejoindre un WebMeeting',
    lead: 'Saisissez l’identifiant qui figure dans votre invitation.',
    label: 'Identifiant de la réunion',
    hint: 'Neuf chiffres, par exemple 351 354 086.',
    submit: 'Valider',
    cancel: 'Annuler',
    wrong: 'L’identifiant d’une réunion a neuf chiffres.',
    trySound: 'Tester mon micro et mon haut-parleur',
    haveLink:
      'Vous avez reçu un e-mail avec un bouton ? Il vous fait entrer directement, sans identifiant ni code PIN.',
  },

  form: {
    bareLead: 'Votre nom et le code PIN de l’invitation vous font entrer.',
    name: 'Votre nom',
    nameMissing: 'Saisissez le nom que les autres verront.',
    nameTooLong: '{{count}} caractères au plus.',
    nameWrong: 'Une seule ligne de texte simple.',
    pin: 'Code PIN',
    pinHint: 'Six chiffres, dans votre invitation. Sans eux, un modérateur doit vous faire entrer.',
    pinWrong: 'Un code PIN a six chiffres.',
    join: 'Rejoindre le WebMeeting',
    comeBack: 'Revenir dans le WebMeeting',
    start: 'Commencer maintenant',
    busy: 'Connexion…',
    starting: 'Démarrage…',
    otherId: 'Autre identifiant',
    failed: 'Cela n’a pas fonctionné. Veuillez réessayer.',
    offline: 'Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.',
  },

  /** La réunion peut être enregistrée. */
  consent: {
    heading: 'Cette réunion peut être enregistrée',
    what: 'Quand l’organisateur enregistre, une voix et un signe vous l’annoncent. L’enregistrement revient à l’organisateur.',
    agree: 'J’accepte d’être enregistré(e) pendant cette réunion.',
    missing:
      'Seules les personnes qui l’acceptent entrent. Si vous ne le souhaitez pas, prenez contact avec l’organisateur.',
    bare: 'Si cette réunion est enregistrée, je l’accepte.',
    bareHint: 'Vous pouvez ne pas répondre : la question vous sera posée au besoin.',
    letIn: 'Vous êtes admis. Une question avant d’entrer',
    agreeAndJoin: 'J’accepte et j’entre',
  },

  sound: {
    heading: 'Son',
    microphone: 'Microphone',
    on: 'Activé',
    muted: 'Coupé',
    none: 'Écoute seule',
    opening: 'En attente de votre navigateur…',
    asking: 'Votre navigateur demande s’il peut utiliser le microphone. Choisissez « Autoriser ».',
    level: 'Niveau de votre microphone',
    speak: 'Dites quelques mots : la barre bouge quand on vous entend.',
    heard: 'Votre microphone fonctionne.',
    quiet: 'Rien entendu pour l’instant. Est-ce le bon microphone ?',
    mutedHint: 'Vous entrez avec le microphone coupé. Vous pourrez le rétablir dans la réunion.',
    noneHint: 'Vous entrez sans microphone : vous entendez les autres et écrivez dans le chat.',
    devices: 'Appareils et essai du son',
    microphoneMenu: 'Choisir un microphone',
    speakerMenu: 'Choisir un haut-parleur',
    speaker: 'Haut-parleur',
    defaultDevice: 'Celui du système',
    unnamedMicrophone: 'Microphone {{count}}',
    unnamedSpeaker: 'Haut-parleur {{count}}',
    test: 'Tester le son',
    testing: 'Lecture…',
    retry: 'Réessayer',
    echo: {
      start: 'S’écouter',
      stop: 'Terminer le test d’écho',
      opening: 'Connexion…',
      lead: 'Votre voix va jusqu’au serveur et revient à vous seul. Un casque est préférable.',
      speak: 'Dites quelque chose : vous vous entendez un instant plus tard.',
      back: 'Votre voix revient : {{ms}} ms.',
      includes:
        'Codage, aller et retour jusqu’au serveur. Votre microphone et votre haut-parleur ajoutent un peu ; le son est rejoué un instant plus tard pour que vous le distinguiez.',
      nothing:
        'Rien n’est encore revenu. La barre bouge-t-elle quand vous parlez ? Sinon, choisissez un autre microphone.',
      unreachable: 'Le serveur n’a pas pu être joint pour le test. Vérifiez votre connexion, puis réessayez.',
      crowded: 'Beaucoup de tests sont en cours depuis votre réseau. Réessayez dans une minute.',
      sound: 'Votre navigateur n’a pas pu faire le test. Vous pouvez entrer malgré tout.',
    },
  },

  trouble: {
    denied: {
      what: 'Le microphone est bloqué pour cette page.',
      help: 'Cliquez sur le symbole à gauche de l’adresse de la page, autorisez le microphone, puis réessayez.',
    },
    dismissed: {
      what: 'Vous n’avez pas répondu « Autoriser » à la question du navigateur.',
      help: 'Réessayez et choisissez « Autoriser ».',
    },
    policy: {
      what: 'Cette page n’a pas le droit d’utiliser un microphone.',
      help: 'Ouvrez le lien dans sa propre fenêtre. Si cela ne suffit pas, les règles de votre organisation l’interdisent : demandez à qui gère votre ordinateur.',
    },
    system: {
      what: 'Votre système refuse le microphone au navigateur.',
      help: 'Autorisez-le dans les réglages de confidentialité du système, rubrique « Microphone », puis réessayez.',
    },
    missing: {
      what: 'Aucun microphone n’a été trouvé.',
      help: 'Branchez-en un ou connectez un casque, puis réessayez.',
    },
    busy: {
      what: 'Impossible d’ouvrir le microphone : un autre programme l’utilise probablement.',
      help: 'Fermez les autres programmes d’appel, puis réessayez.',
    },
    unfit: {
      what: 'Le microphone choisi ne fonctionne pas avec cette page.',
      help: 'Choisissez-en un autre dans la liste, puis réessayez.',
    },
    insecure: {
      what: 'Les navigateurs n’ouvrent le microphone que sur une page sécurisée, et cette adresse ne commence pas par https.',
      help: 'Demandez l’adresse https à l’organisateur. D’ici là, vous pouvez écrire dans le chat ou participer par téléphone.',
    },
    unsupported: {
      what: 'Ce navigateur ne sait pas encore transmettre le son d’une réunion.',
      help: 'Entrez tout de même : vous pouvez suivre le chat, y écrire, et participer par téléphone. Une version récente de Chrome, Edge, Firefox ou Safari apporte aussi le son.',
    },
    unknown: {
      what: 'Impossible d’ouvrir le microphone.',
      help: 'Débranchez-le et rebranchez-le, ou redémarrez le navigateur, puis réessayez.',
    },
    lost: {
      what: 'Le microphone a disparu : il a été débranché ou éteint.',
      help: 'Reconnectez-le ou choisissez-en un autre, puis réessayez.',
    },
    listenAllTheSame: 'Vous pouvez tout de même entrer et écouter.',
    chatAllTheSame: 'Vous pouvez tout de même entrer, pour le chat.',
  },

  phone: {
    heading: 'Participer par téléphone',
    lead: 'Appelez, puis composez l’ID d’appel et # quand il vous est demandé.',
    voip: 'VoIP',
    number: 'Téléphone',
    callId: 'ID d’appel',
    pin: 'Ensuite, le code PIN de votre invitation, et #.',
  },

  call: {
    me: 'Être appelé sur mon téléphone',
    meNote: 'Nous vous appelons à votre entrée. Cet ordinateur ne joue alors aucun son et n’écoute pas.',
    country: 'Pays',
    number: 'Numéro de téléphone',
    missing: 'Saisissez le numéro de votre téléphone.',
  },

  waiting: {
    startsToday: 'La réunion commence à {{time}} ({{in}}).',
    startsLater: 'La réunion commence le {{date}} à {{time}} ({{in}}).',
    startsOn: 'La réunion est prévue le {{date}}.',
    late: 'La réunion devait commencer à {{time}}.',
    lateOn: 'La réunion devait commencer le {{date}} à {{time}}.',
    notYet: 'La réunion n’a pas encore commencé.',
    byYourself: 'Vous entrerez automatiquement.',
    waitFor: 'Vous entrerez automatiquement dès que {{name}} la commencera.',
    zone: 'Heures de {{zone}}.',
    keepOpen: 'Laissez cette page ouverte.',
    bareHeading: 'Veuillez patienter',
    bareCheck: 'Un doute ? Comparez avec votre invitation.',
    bareId: 'Identifiant de la réunion',
    barePin: 'Code PIN',
    correct: 'Corriger l’identifiant ou le code PIN',
    back: 'Retour',
    lost: 'La connexion au serveur est perdue. Nouvelle tentative automatique…',
    opening: 'La réunion a commencé. Vous entrez…',
    asName: 'Vous entrez sous le nom de {{name}}.',
  },

  news: {
    moved: 'Déplacée.',
    was: 'Elle était prévue',
    dateCancelled: 'N’a pas lieu :',
    over: 'Cette réunion est terminée. Si l’organisateur la recommence, vous pourrez encore y entrer.',
    wouldBe: 'Elle était prévue',
    putRight: 'Ajouter l’événement corrigé à mon calendrier',
    takeOut: 'Retirer l’événement de mon calendrier',
    cancelled: {
      title: 'Cette réunion a été annulée',
      text: '{{name}} l’a annulée. Elle n’aura pas lieu.',
      textUnnamed: 'Elle n’aura pas lieu.',
    },
    removed: {
      title: 'Vous n’êtes plus invité(e)',
      text: '{{name}} a retiré votre invitation. En cas de doute, posez-lui la question.',
      textUnnamed: 'Votre invitation a été retirée. En cas de doute, posez la question à l’organisateur.',
    },
    replaced: {
      title: 'Il existe un lien plus récent',
      text: 'Celui-ci ne fonctionne plus. Utilisez le lien de la dernière invitation reçue par e-mail.',
      textUnnamed: 'Celui-ci ne fonctionne plus. Utilisez le lien de la dernière invitation reçue par e-mail.',
    },
    off: {
      title: 'Cet événement n’a plus de WebMeeting',
      text: 'Il a lieu comme prévu, mais pas ici. {{name}} peut vous dire où.',
      textUnnamed: 'Il a lieu comme prévu, mais pas ici. L’organisateur peut vous dire où.',
    },
  },

  problem: {
    unknownLink: {
      title: 'Ce lien ne mène nulle part',
      text: 'Il en manque peut-être une partie : certains logiciels de messagerie coupent les longs liens. Ouvrez-le à nouveau depuis l’invitation, ou utilisez l’identifiant et le code PIN du même e-mail.',
    },
    revoked: {
      title: 'Ce lien n’est plus valable',
      text: 'Il a été retiré ou remplacé. Cherchez une invitation plus récente dans votre messagerie, ou demandez à l’auteur de l’invitation.',
    },
    cancelled: {
      title: 'Cette réunion a été annulée',
      text: 'Elle n’aura pas lieu. Vous devriez avoir reçu un e-mail à ce sujet ; en cas de doute, demandez à l’organisateur.',
    },
    ended: {
      title: 'La réunion est terminée',
      text: 'Merci de votre participation. Vous pouvez fermer cette page. Si l’organisateur la recommence, le même lien vous y fera entrer.',
    },
    endedEmpty: {
      title: 'La réunion est terminée',
      text: 'Il n’y restait plus personne. L’organisateur peut la recommencer ; le même lien vous y fera entrer.',
    },
    endedByAdministrator: {
      title: 'Un administrateur a mis fin à la réunion',
      text: 'Une personne qui gère ce serveur y a mis fin pour tous. L’organisateur pourra vous dire si elle reprend.',
    },
    removed: {
      title: 'Votre participation a été interrompue',
      text: 'L’organisateur ou un modérateur a mis fin à la réunion pour vous. S’il s’agit d’une erreur, contactez-le.',
    },
    tooMany: {
      title: 'Trop de tentatives',
      text: 'Pour protéger la réunion, les nouvelles tentatives depuis votre connexion doivent attendre un peu. Le bouton d’un e-mail d’invitation vous fait entrer tout de suite.',
      wait: 'Vous pourrez réessayer {{in}}.',
    },
    notStarter: {
      title: 'Seul l’organisateur peut commencer cette réunion',
      text: 'Le compte utilisé ici ne peut pas la commencer. Connectez-vous avec celui de l’organisateur, ou entrez avec le lien de votre propre invitation.',
    },
    noRight: {
      title: 'Votre compte ne peut pas ouvrir de WebMeeting',
      text: 'Demandez le droit au WebMeeting à l’administrateur de ce serveur. Vous pouvez rejoindre les réunions des autres sans ce droit.',
    },
    offline: {
      title: 'Le serveur ne répond pas',
      text: 'Vérifiez votre connexion au réseau, puis réessayez.',
    },
    stopped: {
      title: 'Les réunions sont suspendues sur ce serveur',
      text: 'L’administrateur a arrêté le WebMeeting pour le moment. Votre lien reste valable : réessayez plus tard.',
    },
    roomsFull: {
      title: 'Toutes les salles de ce serveur sont occupées',
      text: 'Ce serveur tient déjà autant de réunions qu’il le peut. Démarrez la vôtre quand une autre sera terminée.',
    },
    tooEarly: {
      title: 'Il est trop tôt pour démarrer cette réunion',
      text: 'Sur ce serveur, les réunions s’ouvrent peu avant l’heure prévue. Revenez plus près de cette heure.',
    },
    internal: {
      title: 'Une erreur s’est produite sur le serveur',
      text: 'Vous n’y êtes pour rien, et elle a été notée. Veuillez réessayer dans un instant.',
      number: 'Si cela continue, donnez ce numéro à l’administrateur : {{id}}',
    },
    notFound: {
      title: 'Cette page n’existe pas',
      text: 'Pour rejoindre une réunion, ouvrez le lien de votre invitation ou saisissez l’identifiant de la réunion.',
    },
    left: {
      title: 'Vous avez quitté la réunion',
      text: 'Elle continue sans vous. Vous pouvez revenir tant qu’elle dure.',
    },
    lost: {
      title: 'La connexion a été perdue trop longtemps',
      text: 'La réunion est peut-être encore en cours.',
    },
    elsewhere: {
      title: 'Vous êtes dans cette réunion dans une autre fenêtre',
      text: 'La réunion continue là-bas. Vous pouvez la ramener ici.',
    },
    roomNotLoaded: {
      title: 'La salle n’a pas pu être chargée',
      text: 'La page a été mise à jour ou la connexion coupée. Rechargez la page.',
    },
  },

  action: {
    tryAgain: 'Réessayer',
    comeBack: 'Revenir',
    rejoin: 'Rejoindre à nouveau',
    typeId: 'Saisir un identifiant',
    signInAsOther: 'Changer de compte',
    calendar: 'Vers le calendrier',
    reload: 'Recharger la page',
    here: 'Continuer ici',
  },

  /** The rest comes with its screens. */
  lobby: {
    pageTitle: {
      admitted: 'Vous entrez – {{title}}',
      declined: 'Entrée refusée – {{title}}',
      message: '({{count}}) {{title}}',
    },
  },

  device: {
    title: 'Vous êtes déjà dans cette réunion',
    text: 'Vous y participez avec un autre appareil ou dans une autre fenêtre.',
    here: 'Continuer ici',
    hereMeans: 'Vous quittez la réunion là-bas et continuez ici.',
    both: 'Participer avec les deux',
    bothMeans: 'Deux appareils dans la même pièce peuvent créer un écho : ici, votre microphone sera d’abord coupé.',
    notNow: 'Pas maintenant',
  },

  ended: {
    full: {
      title: 'La réunion est complète',
      text: 'Toutes les places sont prises. Vous entrerez automatiquement dès que quelqu’un partira. Laissez cette page ouverte, ou participez par téléphone.',
    },
    moved: {
      title: 'Vous avez continué sur un autre appareil',
      text: 'La réunion continue là-bas. Vous pouvez fermer cette page.',
    },
    mustWait: {
      title: 'Un modérateur doit vous faire entrer',
      text: 'L’accès à la réunion a changé. Frappez, et les modérateurs sauront que vous attendez.',
    },
    wentAway: {
      title: 'Vous n’attendez plus',
      text: 'Vous pouvez fermer cette page. Tant que la réunion dure, vous pouvez frapper à nouveau.',
    },
    comeBackHere: 'Revenir ici',
    lookAgain: 'Chercher une place maintenant',
    knock: 'Demander à entrer',
  },
});
