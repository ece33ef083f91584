import type { freeBusy as english } from '../en/free-busy.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

/** Quand les invités sont libres. */
export const freeBusy: Translation<typeof english> = frenchSpacing({
  open: 'Quand sont-ils libres ?',
  hint: 'Hachuré : occupé. Pointillé : sans réponse pour l’instant.',
  day: 'Jour affiché',
  previousDay: 'Jour précédent',
  nextDay: 'Jour suivant',
  eventDay: 'Jour de l’événement',
  zone: 'Heures de {{zone}}.',
  timeline: 'Disponibilités du {{day}}',
  band: 'Heure de l’événement',
  bandHint: 'Faites-la glisser, ou utilisez les flèches.',
  you: '{{name}} (vous)',
  busy: 'occupé {{when}}',
  tentative: 'peut-être occupé {{when}}',
  wholeDay: 'toute la journée',
  free: 'libre toute la journée',
  unknown: 'Pas de calendrier ici : {{names}}.',
  unknownHint: 'Des personnes sans compte, on ne sait rien.',
  notShown_one: '{{count}} autre invité n’est pas consulté.',
  notShown_other: '{{count}} autres invités ne sont pas consultés.',
  everyoneFree: 'Toutes les personnes qui ont un calendrier ici sont libres.',
  oneBusy: 'À cette heure, {{names}} n’est pas libre.',
  manyBusy: 'À cette heure, {{names}} ne sont pas libres.',
  oneTentative: 'À cette heure, {{names}} n’est peut-être pas libre.',
  manyTentative: 'À cette heure, {{names}} ne sont peut-être pas libres.',
  others_one: '{{count}} autre',
  others_other: '{{count}} autres',
  suggestions: 'Prochains créneaux communs',
  noSuggestion:
    'Aucun créneau commun du lundi au vendredi entre 8 h et 19 h dans les deux semaines à partir du {{day}}.',
  chosen: 'L’événement est maintenant le {{when}}.',
});
