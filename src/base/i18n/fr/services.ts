import type { services as english } from '../en/services.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

export const services: Translation<typeof english> = frenchSpacing({
  page: {
    intro: 'Ce qui fonctionne sur ce serveur, et ce qui l’empêche de bien fonctionner.',
    well: 'Tout fonctionne.',
    troubled_one: '{{count}} service demande votre attention.',
    troubled_other: '{{count}} services demandent votre attention.',
    stopped_one: '{{count}} service est arrêté.',
    stopped_other: '{{count}} services sont arrêtés.',
    refresh: 'Actualiser',
    since: 'depuis le {{when}}',
    start: 'Démarrer',
    startOf: 'Démarrer : {{name}}',
    retry: 'Réessayer',
    retryOf: 'Réessayer : {{name}}',
    stop: 'Arrêter…',
    stopOf: 'Arrêter : {{name}}',
    started: 'Démarré : {{name}}.',
    notStarted: 'Non démarré : {{name}}. La cause est indiquée à côté.',
    stoppedNow: 'Arrêté : {{name}}.',
    always: 'Toujours actif : sans le Web, personne ne pourrait le redémarrer.',
  },
  states: { running: 'En marche', troubled: 'En difficulté', stopped: 'Arrêté', off: 'Non configuré' },
  names: {
    web: 'Web',
    calendar: 'Calendrier',
    caldav: 'CalDAV',
    'mail-out': 'E-mails sortants',
    'mail-in': 'E-mails entrants',
    webmeeting: 'WebMeeting',
    telephone: 'Téléphone',
    recording: 'Enregistrement',
    documents: 'Documents',
  },
  about: {
    web: 'Les pages, les portes des réunions et cette console.',
    calendar: 'Événements, invitations, réponses par lien et calendriers externes.',
    caldav: 'Les calendriers dans Apple Calendrier, Thunderbird, DAVx⁵ et d’autres.',
    'mail-out': 'Invitations, rappels et comptes rendus envoyés.',
    'mail-in': 'Réponses des invités et de leurs serveurs de messagerie.',
    webmeeting: 'Les salles où l’on se réunit.',
    telephone: 'Appels entrants et sortants.',
    recording: 'La conservation du son des réunions et sa préparation.',
    documents: 'Fichiers, partages et dossiers dans les gestionnaires de fichiers.',
  },
  off: {
    'mail-in':
      'Les réponses par e-mail n’arrivent pas ici. Définissez INBOX_IMAP_URL ou INBOX_SMTP_PORT pour l’activer.',
    telephone: 'Définissez SIP_PORT (5060 en général) et redémarrez le serveur pour l’activer.',
  },
  stopping: {
    title: 'Arrêter : {{name}} ?',
    confirm: 'Arrêter maintenant',
    cancel: 'Laisser en marche',
    stays: 'Il reste arrêté, même après un redémarrage, jusqu’à ce que quelqu’un le relance ici.',
    web: '',
    calendar:
      'Personne ne peut consulter ou modifier son calendrier, ni répondre à une invitation par son lien. Les calendriers externes ne sont pas lus. Les réunions continuent et rien n’est perdu.',
    caldav:
      'Les logiciels de calendrier ne se synchronisent plus. Ce que l’on y modifie entre-temps est conservé par le logiciel et suivra plus tard.',
    'mail-out':
      'Aucun e-mail ne part : ni invitation, ni rappel, ni mot de passe oublié. Ils attendent ici et partiront au redémarrage.',
    'mail-in':
      'Les réponses par e-mail ne sont pas reçues. Les serveurs de messagerie les gardent quelques jours et réessaient.',
    webmeeting:
      'Toutes les personnes en réunion en sortent et apprennent pourquoi. Personne ne peut démarrer ni rejoindre une réunion, sur le Web ou par téléphone.',
    webmeetingNow_one: '{{count}} réunion est en cours et se termine.',
    webmeetingNow_other: '{{count}} réunions sont en cours et se terminent.',
    telephone: 'Tous les appels sont raccrochés ; aucun n’est pris ni passé.',
    telephoneNow_one: '{{count}} appel est en cours et se termine.',
    telephoneNow_other: '{{count}} appels sont en cours et se terminent.',
    recording:
      'Les enregistrements en cours se terminent ; ce qui a été enregistré est conservé et sera préparé au redémarrage. Les réunions continuent.',
    documents:
      'Personne n’accède à ses fichiers, aux liens partagés ni aux enregistrements, ici ou dans un gestionnaire de fichiers. Rien n’est supprimé.',
  },
  problems: {
    'port-taken': {
      what: 'Un autre programme écoute sur son port.',
      remedy: 'Arrêtez ce programme ou choisissez un autre port, puis réessayez. Les autres services fonctionnent.',
    },
    'port-forbidden': {
      what: 'Le serveur n’a pas le droit d’écouter sur son port.',
      remedy:
        'Choisissez un port à partir de 1024, ou autorisez les ports inférieurs (CAP_NET_BIND_SERVICE), puis réessayez.',
    },
    'address-missing': {
      what: 'L’adresse sur laquelle il doit écouter n’est pas celle de cette machine.',
      remedy: 'Corrigez HOST ou donnez cette adresse à la machine, puis réessayez.',
    },
    'start-failed': {
      what: 'Il n’a pas pu démarrer.',
      remedy: 'Le journal du serveur dit pourquoi. Réessayez une fois la cause corrigée.',
    },
    'check-failed': { what: 'Son état ne peut pas être déterminé.', remedy: 'Le journal du serveur dit pourquoi.' },
    'disk-full': {
      what: 'Le disque est plein : il reste {{megabytes}} Mo.',
      remedy:
        'Libérez de la place dès maintenant ou agrandissez le disque. Plus aucun fichier n’est accepté, les enregistrements ne démarrent plus et des e-mails risquent de ne pas être conservés.',
    },
    'disk-low': {
      what: 'Le disque est presque plein : il reste {{megabytes}} Mo.',
      remedy: 'Libérez de la place ou conservez les enregistrements moins longtemps (Documents).',
    },
    'mail-kept': {
      what: 'Aucun serveur de messagerie n’est configuré : les e-mails restent ici et n’atteignent personne.',
      remedy: 'Définissez SMTP_URL et redémarrez le serveur. Les e-mails en attente se lisent sous E-mails envoyés.',
    },
    'mail-delayed': {
      what: 'E-mails en attente depuis plus d’un quart d’heure : {{count}}. Le serveur de messagerie répond : {{said}}',
      remedy:
        'Vérifiez que le serveur de messagerie fonctionne et accepte les e-mails de ce serveur. Les envois sont retentés pendant cinq jours.',
    },
    'mail-failed': {
      what: 'E-mails non remis durant la dernière heure : {{count}}.',
      remedy: 'Le motif de chaque refus figure sous E-mails envoyés.',
    },
    'mailbox-refused': {
      what: 'La boîte de réception refuse l’utilisateur ou le mot de passe.',
      remedy: 'Corrigez INBOX_IMAP_URL et redémarrez le serveur.',
    },
    'mailbox-unreachable': {
      what: 'La boîte de réception est injoignable.',
      remedy:
        'Vérifiez que le serveur de messagerie fonctionne et que son adresse dans INBOX_IMAP_URL est juste. Une nouvelle tentative a lieu automatiquement.',
    },
    'mail-unread': {
      what: 'E-mails reçus depuis hier qui n’ont pas pu être traités : {{count}}.',
      remedy: 'Consultez-les sous E-mails reçus et faites-les traiter à nouveau.',
    },
    'feeds-failing': {
      what: 'Calendriers externes illisibles : {{count}}.',
      remedy:
        'Leurs propriétaires voient la cause à côté de chaque calendrier. Si tous sont touchés, vérifiez l’accès de ce serveur à Internet.',
    },
    'rooms-taken': {
      what: 'Le nombre maximal de réunions simultanées est atteint : {{most}}.',
      remedy: 'Une autre pourra commencer quand l’une se terminera. Le maximum se règle sous WebMeeting.',
    },
    'trunk-failed': {
      what: 'L’opérateur {{server}} refuse notre connexion : il répond {{said}}.',
      remedy:
        'Vérifiez SIP_TRUNK_URL : utilisateur, mot de passe et serveur. Une nouvelle tentative a lieu automatiquement.',
    },
    'trunk-password': {
      what: 'L’opérateur {{server}} refuse l’utilisateur ou le mot de passe.',
      remedy:
        'Corrigez-les dans SIP_TRUNK_URL et redémarrez le serveur ; les caractères spéciaux y sont codés par pourcentage.',
    },
    'trunk-unknown': {
      what: 'Aucun serveur de l’opérateur {{server}} n’est trouvé par son nom.',
      remedy:
        'Corrigez le nom dans SIP_TRUNK_URL ou vérifiez que le DNS de cette machine répond. Une nouvelle tentative a lieu automatiquement.',
    },
    'trunk-certificate': {
      what: 'Le certificat de l’opérateur {{server}} n’est pas reconnu : {{said}}',
      remedy:
        'Donnez le certificat de son autorité sous Téléphone, puis arrêtez et redémarrez le téléphone ici ; ou demandez-en un bon à l’opérateur.',
    },
    'trunk-silent': {
      what: 'L’opérateur {{server}} ne répond pas.',
      remedy:
        'Vérifiez son adresse et que le pare-feu laisse passer le SIP. Une nouvelle tentative a lieu automatiquement.',
    },
    'calls-refused': {
      what: 'Aucun appel n’est pris : c’est désactivé.',
      remedy: 'Activez « Prendre les appels » sous Téléphone.',
    },
    'lines-taken': {
      what: 'Toutes les lignes sont occupées : {{most}} appels simultanés.',
      remedy: 'Le maximum se règle sous Téléphone.',
    },
    'recording-failed': {
      what: 'Le dernier enregistrement n’a pas pu être préparé.',
      remedy: 'L’organisateur peut réessayer depuis sa page. Le journal du serveur dit pourquoi il a échoué.',
    },
  },

  webmeeting: {
    title: 'WebMeeting',
    intro: 'Comment les réunions se tiennent ici : ce qui vaut pour toutes, et ce qu’aucune ne peut dépasser.',
    active: 'Le WebMeeting est actif.',
    inactive: 'Le WebMeeting est arrêté : personne ne peut démarrer ni rejoindre une réunion.',
    now_one: '{{count}} réunion en cours.',
    now_other: '{{count}} réunions en cours.',
    toServices: 'Services',
    numbers: 'Numéros et adresse SIP',
    sipUser: 'Adresse du service de conférence',
    sipUserHint: 'Qui l’appelle saisit l’identifiant de la réunion. Aucun compte ne peut avoir cette adresse.',
    sipShown: 'À composer : {{address}}.',
    sipNone: 'Définissez SIP_DOMAIN pour que les invitations l’indiquent.',
    pstn: 'Numéros publics',
    pstnNone: 'Aucun numéro pour l’instant.',
    toTelephone: 'Les modifier sous Téléphone',
    entry: 'Salle d’attente et code PIN',
    lobby: 'Qui attend un modérateur',
    lobbies: {
      'keys-enter': 'Seulement qui n’a ni lien ni code PIN',
      'everyone-waits': 'Tout le monde, sauf avis contraire de l’organisateur',
      always: 'Tout le monde, toujours',
    },
    lobbyHint: 'Les réunions dont l’organisateur a choisi lui-même gardent ce choix, dans la mesure où il est permis.',
    pinRequired: 'Le code PIN est exigé avec l’identifiant',
    pinRequiredHint: 'Sinon, qui n’a que les neuf chiffres peut frapper et patienter dans la salle d’attente.',
    opens: 'Une réunion peut être démarrée',
    opensAny: 'À tout moment',
    opensBefore_one: 'À partir de {{count}} minute avant l’heure',
    opensBefore_other: 'À partir de {{count}} minutes avant l’heure',
    capacity: 'Capacité',
    participantsMax: 'Personnes par réunion, au plus',
    participantsHint: 'Les organisateurs peuvent fixer moins pour leurs réunions.',
    roomsMax: 'Réunions simultanées, au plus',
    roomsHint: 'Une de plus est refusée jusqu’à ce qu’une autre se termine.',
    guests: 'Ce que peuvent faire les personnes sans compte',
    guestsText: 'Qui modère peut tout faire. Les salles ouvertes suivent en quelques secondes.',
    rights: {
      speak: 'Parler',
      speakHint: 'Sinon elles écoutent ; leur micro reste coupé.',
      chat: 'Écrire dans le chat',
      chatHint: 'Sinon elles lisent seulement.',
      privateChat: 'Écrire à une seule personne',
      privateChatHint: 'En plus du chat commun.',
      files: 'Partager des fichiers dans le chat',
      filesHint: 'Elles peuvent toujours ouvrir ceux des autres.',
      seePeople: 'Voir qui est présent',
      seePeopleHint: 'Sinon elles ne voient qu’elles-mêmes et qui modère.',
    },
    retention: 'Ce qui est conservé',
    retentionText:
      'La durée de conservation des chats, des présences et des enregistrements se décide sur une seule page pour toutes les données personnelles.',
    toPrivacy: 'Données personnelles',
    wrongNumber: 'Un nombre entier de {{lowest}} à {{highest}}.',
    wrongUser: 'Lettres, chiffres, points et tirets, 32 au plus.',
    isAccount: 'Cette adresse est celle d’un compte.',
    save: 'Enregistrer',
    saved: 'Les réglages des réunions sont enregistrés.',
  },

  appearance: {
    title: 'Apparence',
    intro: 'Le nom et l’aspect du produit, sur chaque page et dans chaque e-mail.',
    identity: 'Nom et logo',
    name: 'Nom',
    nameHint: 'Dans la barre, à la porte, dans les titres des pages et à la fin des e-mails.',
    nameMissing: 'Donnez-lui un nom, de 40 caractères au plus.',
    logo: 'Logo',
    logoHint: 'PNG, JPEG ou WebP, 256 ko au plus ; carré, 64 pixels ou plus.',
    choose: 'Choisir une image…',
    replace: 'Une autre image…',
    remove: 'Retirer le logo',
    logoSaved: 'Le logo est affiché.',
    logoRemoved: 'Le logo est retiré.',
    wrongType: 'Ce n’est pas une image PNG, JPEG ou WebP.',
    tooLarge: 'Cette image dépasse 256 ko.',
    colour: 'Couleur',
    accent: 'Couleur d’accent',
    accentHint: 'Celle des boutons et des liens, par exemple #2460e0. Vide : celle d’origine.',
    accentPick: 'Choisir la couleur d’accent',
    accentWrong: 'Une couleur telle que #2460e0.',
    accentReset: 'Couleur d’origine',
    corrected: {
      light: 'Un texte blanc sur cette couleur serait illisible : le thème clair prend {{colour}}.',
      dark: 'Dans l’obscurité, cette couleur serait illisible : le thème sombre prend {{colour}}.',
    },
    readable: 'Les textes y sont lisibles dans les deux thèmes.',
    preview: 'Aperçu',
    previewLight: 'Clair',
    previewDark: 'Sombre',
    previewJoin: 'Rejoindre',
    previewLink: 'Autre identifiant',
    previewDay: 'Mardi',
    mails: 'E-mails',
    footerFr: 'Texte au bas des e-mails en français',
    footerEn: 'Texte au bas des e-mails en anglais',
    footerHint: 'Par exemple le nom et l’adresse de votre organisation. 500 caractères au plus.',
    footerLong: '500 caractères au plus.',
    save: 'Enregistrer',
    saved: 'L’apparence est enregistrée.',
  },
});
