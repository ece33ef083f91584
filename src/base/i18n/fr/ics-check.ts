import type { icsCheck as english } from '../en/ics-check.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

export const icsCheck: Translation<typeof english> = frenchSpacing({
  severity: {
    error: 'Erreur',
    warning: 'Avertissement',
    hint: 'Conseil',
  },
  severities: {
    error: 'Erreurs',
    warning: 'Avertissements',
    hint: 'Conseils',
  },
  line: 'ligne {{line}}',
  fine: 'Rien à redire : toutes les règles que suivent nos propres e-mails sont respectées.',
  count: {
    error_one: '{{count}} erreur',
    error_other: '{{count}} erreurs',
    warning_one: '{{count}} avertissement',
    warning_other: '{{count}} avertissements',
    hint_one: '{{count}} conseil',
    hint_other: '{{count}} conseils',
  },
  mail: 'Un mail',
  calendar: 'Un fichier calendrier',
  method: '{{kind}} avec METHOD:{{method}}',
  clients: 'Ce qu’en font les logiciels',
  client: { outlook: 'Outlook', gmail: 'Gmail', apple: 'Calendrier d’Apple', thunderbird: 'Thunderbird' },
  effect: {
    fine: 'Le prend comme voulu.',
    garbled: 'Peut afficher un texte abîmé ou incomplet.',
    drops: 'Laisse de côté ce qu’il ne peut lire.',
    alarms: 'Peut sonner à l’heure choisie par l’expéditeur.',
    suspect: 'Peut s’en méfier ou le prendre pour un indésirable.',
    'lost-answer': 'Les réponses n’arrivent pas.',
    duplicate: 'Peut garder l’événement en double.',
    'no-buttons': 'N’affiche pas de boutons de réponse.',
    attachment: 'N’affiche qu’une pièce jointe.',
    'wrong-time': 'Peut afficher une autre heure.',
    ignores: 'L’ignore : le calendrier reste tel quel.',
    refuses: 'Le refuse.',
  },
  rule: {
    'no-calendar-part': {
      title: 'L’e-mail ne contient pas de calendrier',
      means: 'Il n’y a aucune partie text/calendar : aucun logiciel ne propose de répondre (RFC 6047 2.4).',
    },
    'calendar-only-attached': {
      title: 'Le calendrier n’est qu’une pièce jointe',
      means:
        'Les logiciels cherchent une partie text/calendar parmi les variantes du texte ; un fichier joint reste un fichier.',
    },
    'method-not-in-header': {
      title: 'Content-Type sans method',
      means: 'L’en-tête de la partie calendrier doit indiquer method=, comme le calendrier lui-même (RFC 6047 2.4).',
    },
    'methods-differ': {
      title: 'Deux méthodes différentes : {{what}}',
      means:
        'L’en-tête de la partie et METHOD dans le calendrier doivent concorder ; chaque logiciel croit l’un ou l’autre.',
    },
    'not-in-alternative': {
      title: 'Le calendrier n’est pas une variante du texte',
      means: 'Outlook ne reconnaît une invitation que dans multipart/alternative.',
    },
    'not-last-alternative': {
      title: 'Le calendrier n’est pas la dernière variante',
      means: 'La meilleure forme vient en dernier (RFC 2046 5.1.4) : après le texte et le HTML.',
    },
    'not-in-first-part': {
      title: 'Le calendrier n’est pas dans la première partie',
      means: 'D’un message mixte, Outlook ne regarde que la première partie.',
    },
    'charset-missing': {
      title: 'La partie calendrier n’indique pas UTF-8',
      means: 'Sans charset=utf-8, les lettres accentuées sont devinées.',
    },
    'copies-differ': {
      title: 'Le calendrier et sa pièce jointe diffèrent',
      means: 'Certains logiciels prennent l’un, d’autres l’autre : les deux doivent être identiques.',
    },
    'text-missing': {
      title: 'Il n’y a pas de partie texte',
      means: 'Qui ne peut afficher ni calendrier ni HTML ne voit rien.',
    },
    'html-missing': {
      title: 'Il n’y a pas de partie HTML',
      means: 'L’invitation s’affiche en texte brut.',
    },
    'message-id-missing': {
      title: 'Message-ID absent ou incorrect',
      means: 'Un e-mail sans Message-ID ressemble à du courrier indésirable.',
    },
    'date-missing': {
      title: 'Date absente ou incorrecte',
      means: 'Un e-mail sans date ressemble à du courrier indésirable et se classe n’importe où.',
    },
    'from-wrong': {
      title: 'From ne nomme pas un expéditeur',
      means: 'Il doit y figurer exactement une adresse (RFC 5322 3.6.2, DMARC).',
    },
    'not-icalendar': {
      title: 'Ce n’est pas un calendrier',
      means: 'Le texte ne commence pas par BEGIN:VCALENDAR.',
    },
    'bad-nesting': {
      title: 'BEGIN et END ne correspondent pas',
      means: 'Un composant n’est pas fermé, est fermé deux fois, ou se trouve hors du calendrier.',
    },
    'bad-line': {
      title: 'Une ligne sans nom ni deux-points',
      means: 'Souvent un retour à la ligne dans un texte, à écrire \\n (RFC 5545 3.1).',
    },
    'too-large': {
      title: 'Le calendrier est trop grand',
      means: 'Plus d’un mégaoctet ou de 20 000 lignes : les logiciels renoncent.',
    },
    'byte-order-mark': {
      title: 'Une marque d’ordre des octets au début',
      means: 'Pour un lecteur strict, la première ligne n’est alors plus BEGIN:VCALENDAR.',
    },
    'not-utf-8': {
      title: 'Des octets qui ne sont pas de l’UTF-8',
      means: 'Les calendriers sont en UTF-8 (RFC 5545 3.1.4).',
    },
    'bare-line-break': {
      title: 'Les lignes ne finissent pas par CR LF',
      means: 'RFC 5545 3.1 exige les deux ; les messageries peuvent modifier le reste.',
    },
    'line-too-long': {
      title: 'Une ligne de {{what}} octets',
      means: '75 au plus, puis un retour à la ligne et une espace (RFC 5545 3.1).',
    },
    'control-character': {
      title: 'Un caractère de contrôle',
      means: 'Seule la tabulation est permise (RFC 5545 3.1).',
    },
    'bad-escape': {
      title: '{{what}} : une barre oblique inverse sans effet',
      means: 'Seuls \\\\ \\; \\, et \\n existent (RFC 5545 3.3.11).',
    },
    'not-escaped': {
      title: '{{what}} : une virgule ou un point-virgule non protégé',
      means: 'Dans un texte ils séparent des valeurs (RFC 5545 3.3.11) ; la suite peut se perdre.',
    },
    'bad-quotes': {
      title: '{{what}} : guillemets incorrects dans un paramètre',
      means: 'Ils ne se protègent pas par une barre oblique et vont par paires (RFC 5545 3.2, RFC 6868).',
    },
    'version-missing': {
      title: 'VERSION:2.0 manque',
      means: 'Tout calendrier doit l’indiquer (RFC 5545 3.7.4).',
    },
    'prodid-missing': {
      title: 'PRODID manque',
      means: 'Tout calendrier doit dire qui l’a écrit (RFC 5545 3.7.3).',
    },
    'method-missing': {
      title: 'METHOD manque dans le calendrier',
      means: 'Sans elle, Outlook affiche « not supported calendar message ».',
    },
    'method-unknown': {
      title: '{{what}} n’est pas une méthode',
      means: 'RFC 5546 1.4 en connaît huit.',
    },
    'publish-in-mail': {
      title: 'METHOD:PUBLISH ne demande rien',
      means: 'Il sert aux annonces : il n’y a rien à accepter (RFC 5546 3.2.1). Une invitation est un REQUEST.',
    },
    'publish-with-people': {
      title: 'METHOD:PUBLISH avec des participants',
      means: 'Une publication n’en a pas (RFC 5546 3.2.1).',
    },
    'no-event': {
      title: 'Il est vide',
      means: 'Ni VEVENT, ni tâche, ni horaire.',
    },
    'uid-missing': {
      title: 'UID manque',
      means: 'Sans lui, aucune modification ne retrouve son événement (RFC 5545 3.8.4.7).',
    },
    'uid-mixed': {
      title: 'Plusieurs UID dans un message',
      means: 'Un message concerne un seul événement (RFC 5546 3.2).',
    },
    'dtstamp-missing': {
      title: 'DTSTAMP manque',
      means: 'Il indique quel message est le plus récent (RFC 5545 3.8.7.2).',
    },
    'dtstamp-not-utc': {
      title: 'DTSTAMP n’est pas en UTC : {{what}}',
      means: 'Il doit finir par Z (RFC 5545 3.8.7.2).',
    },
    'dtstart-missing': {
      title: 'DTSTART manque',
      means: 'Un événement a besoin d’un début (RFC 5545 3.6.1).',
    },
    'summary-missing': {
      title: 'SUMMARY manque',
      means: 'Une invitation a besoin d’un titre (RFC 5546 3.2.2).',
    },
    'sequence-missing': {
      title: 'SEQUENCE manque',
      means: 'Il vaut alors 0 : une mise à jour qui ne l’augmente pas passe pour ancienne (RFC 5546 2.1.4).',
    },
    'sequence-wrong': {
      title: 'SEQUENCE n’est pas un nombre : {{what}}',
      means: 'Un entier à partir de 0 (RFC 5545 3.8.7.4).',
    },
    'property-twice': {
      title: '{{what}} figure deux fois',
      means: 'Une fois au plus dans un événement (RFC 5545 3.6.1).',
    },
    'cancel-without-status': {
      title: 'METHOD:CANCEL sans STATUS:CANCELLED',
      means: 'RFC 5546 3.2.5 le demande quand l’événement disparaît.',
    },
    'cancel-sequence': {
      title: 'METHOD:CANCEL avec SEQUENCE 0',
      means: 'Une annulation compte un de plus que l’invitation (RFC 5546 3.2.5).',
    },
    'request-cancelled': {
      title: 'METHOD:REQUEST avec STATUS:CANCELLED',
      means: 'Pour annuler, c’est METHOD:CANCEL.',
    },
    'alarm-in-request': {
      title: 'Une alarme (VALARM) est jointe',
      means: 'Chacun choisit lui-même quand être rappelé.',
    },
    'series-with-dates': {
      title: 'La série et des dates isolées ensemble',
      means:
        'Juste pour une première invitation. À qui a déjà la série, n’envoyez que le VEVENT de la date modifiée : Outlook refuse les deux ensemble.',
    },
    'x-wr-in-mail': {
      title: 'X-WR-CALNAME dans un mail',
      means: 'Il nomme un calendrier entier ; certains logiciels proposent alors d’en ajouter un.',
    },
    'organizer-missing': {
      title: 'ORGANIZER manque',
      means: 'Les réponses ne savent où aller (RFC 5546 3.2).',
    },
    'organizer-not-mailto': {
      title: 'ORGANIZER n’est pas une adresse e-mail : {{what}}',
      means: 'Seul mailto: permet de répondre par e-mail.',
    },
    'attendee-missing': {
      title: 'ATTENDEE manque',
      means: 'Personne n’est invité (RFC 5546 3.2.2).',
    },
    'attendee-not-mailto': {
      title: 'Un participant sans adresse e-mail : {{what}}',
      means: 'Les logiciels retrouvent leur lecteur par mailto:.',
    },
    'attendee-twice': {
      title: '{{what}} figure deux fois dans la liste',
      means: 'On ne sait quelle réponse compte.',
    },
    'attendee-no-rsvp': {
      title: 'Aucune réponse n’est demandée à {{what}}',
      means: 'Sans RSVP=TRUE, certains logiciels n’affichent pas de boutons.',
    },
    'reply-attendees': {
      title: 'METHOD:REPLY avec plusieurs participants',
      means: 'Une réponse est celle d’une personne (RFC 5546 3.2.3).',
    },
    'reply-no-answer': {
      title: 'METHOD:REPLY sans réponse',
      means: 'PARTSTAT doit indiquer ACCEPTED, DECLINED, TENTATIVE ou DELEGATED.',
    },
    'organizer-not-sender': {
      title: 'L’organisateur {{what}} n’est pas l’expéditeur',
      means:
        'Seul l’organisateur, ou qui figure dans SENT-BY, peut l’envoyer (RFC 6047 2.2.1) ; Gmail masque alors les boutons.',
    },
    'attendee-not-sender': {
      title: '{{what}} répond, mais un autre l’a envoyé',
      means: 'Une réponse compte si From est le participant (RFC 6047 2.2.1).',
    },
    'recipient-not-attendee': {
      title: '{{what}} n’est pas dans la liste des participants',
      means: 'Les logiciels n’interrogent leur lecteur que s’ils trouvent son adresse dans la liste.',
    },
    'bad-time': {
      title: '{{what}} est illisible',
      means: 'Une date s’écrit 20270301, une heure 20270301T100000 (RFC 5545 3.3.4, 3.3.5).',
    },
    'date-without-value': {
      title: '{{what}} est une date sans VALUE=DATE',
      means: 'Sans cela, une heure est attendue (RFC 5545 3.3.4).',
    },
    'zone-not-described': {
      title: 'Le fuseau {{what}} n’est pas décrit',
      means: 'À chaque TZID correspond un VTIMEZONE (RFC 5545 3.2.19) : Outlook ne connaît pas les noms.',
    },
    'zone-wrong': {
      title: 'La description de {{what}} est fausse',
      means: 'À l’heure de l’événement, son horloge ne montre pas ce que dit ce VTIMEZONE.',
    },
    'zone-unknown-name': {
      title: '{{what}} n’est pas un nom de fuseau',
      means: 'Les logiciels qui ne lisent pas la description ont besoin d’un nom tel que Europe/Paris.',
    },
    'zone-and-utc': {
      title: '{{what}} a un fuseau et un Z',
      means: 'Un seul des deux peut être voulu (RFC 5545 3.3.5).',
    },
    'floating-time': {
      title: '{{what}} sans fuseau',
      means: 'L’heure est alors celle du lieu de chaque lecteur.',
    },
    'end-before-start': {
      title: 'La fin n’est pas après le début',
      means: 'Pour des jours entiers, la fin est le lendemain (RFC 5545 3.8.2.2).',
    },
    'end-of-other-type': {
      title: 'Début et fin sont de types différents',
      means: 'Deux dates, ou deux heures (RFC 5545 3.8.2.2).',
    },
    'end-and-duration': {
      title: 'DTEND et DURATION ensemble',
      means: 'Un seul des deux est permis (RFC 5545 3.6.1).',
    },
    'recurrence-id-type': {
      title: 'RECURRENCE-ID n’est pas du type de la série',
      means: 'Deux dates, ou deux heures (RFC 5545 3.8.4.4) : sinon la date n’est pas retrouvée.',
    },
    'recurrence-id-zone': {
      title: 'RECURRENCE-ID n’est pas dans le fuseau de la série',
      means: 'Il doit s’écrire comme le DTSTART de la série (RFC 5545 3.8.4.4).',
    },
    'exdate-type': {
      title: '{{what}} n’est pas du type de DTSTART',
      means: 'Les dates exclues ou ajoutées ne sont alors pas retrouvées (RFC 5545 3.8.5.1).',
    },
    'rule-wrong': {
      title: 'Une règle illisible : {{what}}',
      means: 'Elle est contraire à RFC 5545 3.3.10.',
    },
    'rule-too-hard': {
      title: 'Une règle que peu de logiciels suivent : {{what}}',
      means: 'Trop fréquente, trop longue ou trop riche : beaucoup ne montrent que la première date.',
    },
    'until-type': {
      title: '{{what}} ne convient pas à DTSTART',
      means:
        'UNTIL est une date pour des jours entiers, sinon une heure UTC (RFC 5545 3.3.10) : la dernière date peut manquer.',
    },
  },
});
