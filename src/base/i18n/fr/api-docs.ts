import type { apiDocs as english } from '../en/api-docs.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

/** Le cadre de la page qui décrit l’API ; ce que fait chaque appel n’est dit qu’en anglais, comme dans openapi.json. */
export const apiDocs: Translation<typeof english> = frenchSpacing({
  title: 'L’API de WebMeeting',
  intro:
    'Tout ce que font les pages de ce serveur, vos logiciels le peuvent aussi : du JSON sur HTTP, sous {{base}}. Un logiciel présente un jeton d’API de son compte.',
  tokens: 'Créer un jeton',
  file: 'openapi.json pour les générateurs de clients',
  example: 'Essayez',
  search: 'Trouver un appel',
  searchPlaceholder: 'events, join, admin…',
  found_one: '{{count}} appel',
  found_other: '{{count}} appels',
  nothing: 'Aucun appel ne contient ces mots.',
  groups: 'Groupes',
  who: { anyone: 'tout le monde', account: 'un compte', admin: 'un administrateur' },
  whoLabel: 'Qui',
  scopes: 'Droits du jeton',
  noToken: 'pas avec un jeton',
  anyToken: 'tout jeton',
  inPath: 'Dans le chemin',
  query: 'Paramètres',
  body: 'Corps',
  answer: 'Réponse',
  answerNothing: 'Rien',
  required: 'obligatoire',
  fields: 'Champs',
  exampleOf: 'Exemple',
  copyCurl: 'Copier la commande curl',
  refusals: 'Refus',
  refusalsText:
    'Chaque refus est un document de problème (RFC 9457) avec un « code » stable ; « errors » nomme chaque champ refusé. 429 et 503 disent dans Retry-After quand revenir.',
});
