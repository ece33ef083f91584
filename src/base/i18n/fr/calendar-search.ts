import type { calendarSearch as english } from '../en/calendar-search.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

/** Trouver des événements par des mots. */
export const calendarSearch: Translation<typeof english> = frenchSpacing({
  label: 'Rechercher des événements',
  placeholder: 'Rechercher',
  open: 'Rechercher des événements',
  close: 'Fermer la recherche',
  clear: 'Effacer la recherche',
  results: 'Événements trouvés',
  coming: 'À venir',
  past: 'Passés',
  today: 'Aujourd’hui',
  tomorrow: 'Demain',
  yesterday: 'Hier',
  found_one: '{{count}} événement trouvé. Choisissez avec les flèches.',
  found_other: '{{count}} événements trouvés. Choisissez avec les flèches.',
  searching: 'Recherche en cours…',
  none: 'Rien trouvé pour « {{query}} »',
  noneHint:
    'Chaque mot doit figurer dans le titre, le lieu, la description ou parmi les personnes d’un événement. Essayez avec moins de mots.',
});
