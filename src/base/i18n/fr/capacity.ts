import type { capacity as english } from '../en/capacity.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

/** Ce qui est dit à l’organisateur d’un événement pour lequel la place pourrait manquer. */
export const capacity: Translation<typeof english> = frenchSpacing({
  room: '{{expected}} personnes sont attendues, et cette réunion en laisse entrer {{limit}}. Relevez sa limite, sinon certaines attendront dehors.',
  people:
    'À cette heure, {{expected}} personnes sont attendues dans toutes les réunions, et ce serveur en porte {{limit}}. Certaines pourraient ne pas entrer : une autre heure serait plus sûre.',
  rooms:
    'À cette heure, {{expected}} réunions sont prévues, et {{limit}} peuvent se tenir à la fois. Celle-ci pourrait ne pas commencer : une autre heure serait plus sûre.',
  channels:
    'À cette heure, {{expected}} appelants sont attendus, et il y a {{limit}} lignes téléphoniques. Certains pourraient ne pas aboutir : invitez à venir par le web quand c’est possible.',
  at: 'Le plus chargé : {{when}}',
});
