import type { running as english } from '../en/running.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

/** Dans le calendrier : qui anime une réunion à la place de l’organisateur, et ce que sont devenues les réunions. */
export const running: Translation<typeof english> = frenchSpacing({
  deputy: {
    action: 'Je ne pourrai pas venir…',
    title: 'Qui anime « {{title}} » à votre place ?',
    lead: 'Une personne invitée peut commencer la réunion, faire entrer les participants et la modérer. Vous en restez l’organisateur et pouvez tout de même venir.',
    dates: 'Pour quelles dates',
    thisDate: 'Seulement le {{date}}',
    allDates: 'Toutes les dates',
    people: 'Qui',
    nobody:
      'Parmi les invités, personne n’a de compte ici qui puisse ouvrir des réunions. Invitez d’abord un collègue à l’événement.',
    submit: 'Confier',
    hint: '{{who}} reçoit un e-mail avec le lien de démarrage.',
    done: '{{who}} anime la réunion et reçoit un e-mail.',
    now: '{{who}} l’anime à votre place.',
    nowAll: '{{who}} anime toutes les dates à votre place.',
    takeBack: 'Reprendre',
    takenBack: 'Vous l’animez de nouveau vous-même. {{who}} reçoit un e-mail.',
    organizer: 'Plutôt faire d’un collègue l’organisateur…',
    refused: {
      notInvited: 'Cette personne n’est plus invitée.',
      noRight: 'Le compte de cette personne ne peut plus ouvrir de réunion.',
    },
  },
  past: {
    action: 'Réunions passées',
    title: 'Réunions passées de « {{title}} »',
    none: 'Cette réunion n’a pas encore eu lieu. Vous trouverez ici ensuite qui était là et ce qui a été écrit.',
    running: 'En cours',
    ended: { ended: 'Terminée pour tous', cancelled: 'Annulée', empty: 'Terminée au départ de la dernière personne' },
    people_one: 'Une personne',
    people_other: '{{count}} personnes',
    nobody: 'Personne n’est venu.',
    who: 'Qui',
    when: 'Quand',
    total: 'En tout',
    still: '{{from}} – maintenant',
    via: { web: 'web', phone: 'téléphone', both: 'web et téléphone' },
    roles: { organizer: 'organisateur', moderator: 'modérateur', attendee: 'participant' },
    chat_one: 'Conversation : un message',
    chat_other: 'Conversation : {{count}} messages',
    noChat: 'Aucune conversation n’a été conservée.',
    saveList: 'Enregistrer la liste (CSV)',
    saveChat: 'Enregistrer la conversation',
    more: 'Réunions précédentes',
    minutes: { short: '{{minutes}} min', hours: '{{hours}} h {{minutes}} min', least: 'moins d’une minute' },
    file: {
      list: 'presences',
      chat: 'conversation',
      name: 'Nom',
      role: 'Rôle',
      via: 'Par',
      came: 'Arrivée ({{zone}})',
      left: 'Départ ({{zone}})',
      seconds: 'Secondes',
      total: 'Secondes en tout',
    },
  },
});
