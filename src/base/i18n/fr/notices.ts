import type { notices as english } from '../en/notices.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';
import { attention } from './attention.ts';
import { capacity } from './capacity.ts';

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
  afterSession: {
    label: 'Terminée',
    subject: 'Compte rendu',
    headline: 'Ce qui reste de la réunion',
    people: { one: 'Une personne était présente', other: '{{count}} personnes étaient présentes' },
    length: '{{people}}, pour une durée totale de {{length}}.',
    minutes: { least: 'moins d’une minute', short: '{{minutes}} min', hours: '{{hours}} h {{minutes}} min' },
    recording: 'Enregistrement',
    numbered: 'Enregistrement {{number}}',
    listen: 'Écouter l’enregistrement',
    ready: 'Écouter, avec qui a parlé quand',
    waiting: 'encore en préparation : sa page l’affiche dès qu’il est prêt',
    failed: 'n’a pas pu être préparé',
    failedRetry: 'n’a pas pu être préparé. Ce qui a été enregistré est conservé : réessayez sur sa page',
    chat: 'Conversation',
    messages: { one: 'Lire le message', other: 'Lire les {{count}} messages' },
    read: 'Lire la conversation',
    attendance: 'Présences',
    list: 'La liste, aussi pour l’imprimer',
    documents: 'Documents',
    folder: 'Le tout dans vos documents',
    open: 'Ouvrir les documents',
    absent: 'n’est pas venu (réponse : {{answer}})',
    organizer: 'organisateur',
    more: { one: 'Et une autre personne.', other: 'Et {{count}} autres personnes.' },
    moreText: 'elles figurent sur la liste des présences',
    until:
      'Ces liens ouvrent ce qu’ils nomment sans compte, jusqu’au {{date}}. Ne les transmettez qu’aux personnes qui peuvent en disposer.',
    signIn: 'Les liens vous demandent de vous connecter avec votre compte.',
  },
  sharedDocument: {
    label: 'Partage',
    subject: { file: 'Document partagé', folder: 'Dossier partagé', recording: 'Enregistrement partagé' },
    headline: {
      file: '{{who}} partage un document avec vous',
      folder: '{{who}} partage un dossier avec vous',
      recording: '{{who}} partage l’enregistrement d’une réunion avec vous',
    },
    open: 'Ouvrir',
    personalLink:
      'Ce lien est le vôtre : il s’ouvre sans compte. Ne le transmettez qu’aux personnes qui peuvent en disposer.',
    signIn: 'Connectez-vous avec votre compte. Vous le trouverez aussi dans vos documents, sous « Partagés avec moi ».',
    meeting: 'Réunion',
    until: 'Accessible jusqu’au',
    moment: '{{date}}, {{time}} – {{zone}}',
    advice: 'Une question ? Répondez à ce message : {{who}} vous lira.',
  },
  account: {
    label: 'Votre compte',
    subject: {
      invited: 'Votre compte WebMeeting',
      reset: 'Choisissez un nouveau mot de passe',
      elsewhere: 'Votre mot de passe est géré ailleurs',
      changed: 'Votre mot de passe a été modifié',
    },
    headline: {
      invited: 'Un compte a été créé pour vous : {{address}}',
      reset: 'Quelqu’un a demandé un nouveau mot de passe pour votre compte {{address}}',
      elsewhere: 'Quelqu’un a demandé un nouveau mot de passe pour votre compte {{address}}',
      changed: 'Le mot de passe de votre compte {{address}} a été modifié',
    },
    title: {
      invited: 'Bienvenue dans WebMeeting',
      reset: 'Choisissez un nouveau mot de passe',
      elsewhere: 'Votre mot de passe est géré ailleurs',
      changed: 'Votre mot de passe a été modifié',
    },
    lead: {
      invited: 'Choisissez un mot de passe pour commencer. Vous vous connecterez ensuite avec cette adresse.',
      reset: 'Le lien ci-dessous vous permet d’en choisir un autre. L’ancien fonctionne jusque-là.',
      elsewhere:
        'Vous vous connectez ici avec le compte de votre organisation. Son mot de passe ne se change que là-bas : adressez-vous à ses administrateurs.',
      changed: 'Tous les appareils ont été déconnectés. Connectez-vous avec le nouveau mot de passe.',
    },
    action: {
      invited: 'Choisir un mot de passe',
      reset: 'Choisir un nouveau mot de passe',
      elsewhere: 'Se connecter',
      changed: 'Se connecter',
    },
    link: 'Ce lien est pour vous seul et ne sert qu’une fois.',
    until: 'Valable jusqu’au',
    advice: {
      invited: 'Vous ne connaissez pas ce serveur ? Ignorez ce message : sans mot de passe, personne ne se connecte.',
      reset: 'Ce n’était pas vous ? Ignorez ce message : rien ne change.',
      elsewhere: 'Ce n’était pas vous ? Ignorez ce message : rien ne change.',
      changed: 'Ce n’était pas vous ? Prévenez tout de suite l’administrateur de ce serveur.',
    },
  },
  capacity: {
    label: 'Place limitée',
    subject: 'La place pourrait manquer',
    headline: 'La place pourrait manquer pour votre réunion',
    names: { room: 'Cette réunion', people: 'Places', rooms: 'Réunions à la fois', channels: 'Lignes téléphoniques' },
    sentences: capacity,
    dates: 'Dates : {{list}}.',
    more: { one: 'Et à une autre date.', other: 'Et à {{count}} autres dates.' },
    action: 'Ouvrir l’événement',
    advice:
      'C’est une prévision pour les deux prochaines semaines : elle compte les personnes invitées qui n’ont pas refusé. Vous en êtes averti une fois, et de nouveau seulement si votre réunion est déplacée ou si la place vient à manquer de nouveau.',
  },
  attention: {
    label: 'Serveur',
    subject: 'À surveiller',
    headline: '{{server}} demande votre attention',
    levels: { problem: 'Problème', notice: 'Remarque' },
    sentences: attention.sentences,
    services: attention.services,
    remedies: {
      'service-troubled': 'La page dit ce qui ne va pas et ce qui aide.',
      'disk-low':
        'Supprimez les enregistrements et les documents dont personne n’a besoin, gardez-les moins longtemps, ou donnez au serveur un disque plus grand : quand il est plein, plus rien ne peut être écrit.',
      'memory-low': 'Donnez plus de mémoire à la machine, ou autorisez moins de réunions à la fois.',
      'event-loop-low': 'Voyez ce qui tourne d’autre sur la machine, ou donnez-lui un processeur plus rapide.',
      'backup-none': 'Activez la sauvegarde quotidienne, de préférence sur un autre disque.',
      'backup-failed': 'La page dit pourquoi. Quand la raison a disparu, faites-en une à la main.',
      'backup-old': 'Activez la sauvegarde quotidienne, ou voyez pourquoi elle n’a pas été faite.',
      'certificate-ended':
        'Renouvelez-le : les nouveaux fichiers sont lus d’eux-mêmes. Le journal du serveur dit pourquoi un renouvellement a échoué.',
      'certificate-ends':
        'Renouvelez-le : les nouveaux fichiers sont lus d’eux-mêmes. Le journal du serveur dit pourquoi un renouvellement a échoué.',
      'licence-ended': 'Renouvelez l’abonnement et indiquez sa nouvelle fin.',
      'licence-ends': 'Renouvelez l’abonnement et indiquez sa nouvelle fin.',
      'seats-used': 'Retirez ce droit à quelqu’un qui n’en a pas besoin, ou prenez plus de licences.',
      'forecast-people':
        'Les organisateurs ont été avertis. Si le serveur peut porter plus de personnes, relevez le nombre de places.',
      'forecast-rooms':
        'Les organisateurs ont été avertis. Si le serveur peut porter plus de réunions à la fois, autorisez-en plus.',
      'forecast-channels':
        'Les organisateurs ont été avertis. Plus de ports et plus d’appels à la fois donnent plus de lignes.',
      'directory-silent':
        'Vérifiez que l’annuaire fonctionne et que son adresse, son certificat et son mot de passe sont encore ceux des réglages.',
      'directory-doubted':
        'Comparez la base et le filtre des réglages avec l’annuaire. Qui est vraiment parti peut être suspendu à la main.',
    },
    see: 'Ouvrir dans la console',
    advice:
      'Vous recevez ce message parce que vous administrez ce serveur. Ce qui dure est dit une fois, un problème une fois par jour. Les administrateurs peuvent arrêter ces messages dans la console, sous Réglages du courrier.',
  },
  automatic: 'Ce message a été envoyé automatiquement.',
  outlookOwnFormat:
    'Une réponse est arrivée dans le format propre à Outlook (winmail.dat), que seul Outlook sait lire. Redemandez-la, par les liens de l’invitation par exemple. Son Outlook devrait envoyer les messages en HTML ou en texte brut.',
});
