import type { overview as english } from '../en/overview.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';
import { attention } from './attention.ts';

/** La première page de la console : comment va le serveur, ce qui demande de l’attention, et ce qui vient. */
export const overview: Translation<typeof english> = frenchSpacing({
  title: 'Vue d’ensemble',
  intro: 'Comment va le serveur, ce qui demande votre attention, et ce dont les prochaines réunions auront besoin.',
  spans: { label: 'Période', hour: 'Heure', day: 'Jour', week: 'Semaine', month: 'Mois' },

  attention: {
    title: 'À surveiller',
    none: 'Rien ne demande votre attention.',
    problem: 'Problème',
    notice: 'Remarque',
    look: 'Voir',
    ...attention.sentences,
    other: 'Quelque chose demande votre attention : {{code}}.',
  },
  services: attention.services,

  pictures: {
    people: 'Personnes en réunion',
    rooms: 'Réunions et appels',
    mails: 'E-mails',
    load: 'Charge de la machine',
    loop: 'Retard du serveur',
    memory: 'Mémoire du serveur',
    disk: 'Disque',
  },
  about: {
    people: 'Le plus grand nombre à la fois dans chaque intervalle.',
    rooms: 'Réunions en cours et appels téléphoniques.',
    mails: 'Ce qui attend de partir, ce qui est parti en une heure, et ce qui a été abandonné.',
    load: 'De tous les processeurs ensemble. Vers 100 %, on attend.',
    loop: 'Le retard des minuteries du serveur. Au-delà de 100 ms, le son peut trébucher.',
    memory: 'Ce que ce serveur prend sur les {{total}} de la machine.',
  },
  series: {
    peopleWeb: 'Par le web',
    peoplePhone: 'Par téléphone',
    peopleWaiting: 'À la porte',
    rooms: 'Réunions',
    calls: 'Appels',
    mailsWaiting: 'En attente',
    mailsFailed: 'Échoués',
    mailsSent: 'Partis en une heure',
    loadPercent: 'Charge',
    loopDelayMs: 'Retard',
    memoryBytes: 'Mémoire',
  },
  disk: {
    recordings: 'Enregistrements',
    documents: 'Documents',
    database: 'Base de données',
    backups: 'Sauvegardes',
    other: 'Tout le reste',
    free: 'Libre',
    share: '{{name}} : {{size}}, {{percent}}',
  },

  chart: {
    about: '{{name}}, de {{from}} à {{to}}. Maximum : {{highest}}.',
    point: '{{when}} : {{values}}',
    one: '{{name}} {{value}}',
    read: '{{name}} : à lire avec les touches fléchées',
    table: 'En tableau',
    when: 'Quand',
    limit: 'Limite {{value}}',
    nothing: 'Rien n’a encore été mesuré sur cette période.',
    first: 'Les premières mesures apparaissent après quelques minutes.',
  },

  forecast: {
    title: 'Les 14 prochains jours',
    intro: 'Ce dont les réunions des calendriers auront besoin au moment le plus chargé de chaque heure.',
    pending: 'Calcul en cours.',
    people: 'Places',
    channels: 'Lignes téléphoniques',
    expectedPeople: 'Personnes attendues',
    expectedCallers: 'Appelants attendus',
    rooms: 'Réunions à la fois',
    peopleHow: 'Tous les invités qui n’ont pas refusé. Les réunions de plus de douze heures ne sont pas comptées.',
    shareLearned:
      '{{share}} des personnes attendues sont comptées comme appelants, d’après les réunions passées ({{count}} personnes).',
    shareFloor:
      '{{share}} des personnes attendues sont comptées comme appelants, jusqu’à ce que les réunions tenues permettent d’en savoir plus.',
    noPhone: 'Le téléphone est désactivé : personne ne peut appeler.',
    nothing: 'Aucune réunion n’est prévue dans les 14 prochains jours.',
    seats: 'Places sur ce serveur',
    seatsHint:
      'Combien de personnes il doit porter dans toutes les salles ensemble. Vide : aucune limite n’est tracée et personne n’est averti.',
    seatsSave: 'Enregistrer',
    seatsSaved: 'C’est enregistré.',
    seatsBad: 'Un nombre entier de 2 à 100000, ou rien.',
  },
});
