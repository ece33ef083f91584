import type { attention as english } from '../en/attention.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

/** Ce qui demande l’attention d’un administrateur, dans la console et dans les e-mails. */
export const attention: Translation<typeof english> = frenchSpacing({
  sentences: {
    'service-troubled': 'Le service {{service}} a un problème.',
    'service-stopped': 'Le service {{service}} est arrêté.',
    'disk-low': 'Le disque se remplit : {{free}} sont libres.',
    'memory-low': 'La mémoire s’épuise : {{used}} sur {{limit}} sont utilisés.',
    'event-loop-low':
      'Le serveur répond en retard : son travail attend jusqu’à {{lagMs}} ms. Le son des réunions peut être haché.',
    'backup-none': 'Il n’y a encore aucune sauvegarde.',
    'backup-failed': 'La dernière sauvegarde a échoué.',
    'backup-old_one': 'La dernière bonne sauvegarde date de {{count}} jour.',
    'backup-old_other': 'La dernière bonne sauvegarde date de {{count}} jours.',
    'certificate-ended': 'Le certificat a expiré : les navigateurs refusent le site.',
    'certificate-ends_one': 'Le certificat expire dans {{count}} jour et n’a pas été renouvelé.',
    'certificate-ends_other': 'Le certificat expire dans {{count}} jours et n’a pas été renouvelé.',
    'licence-ended': 'L’abonnement pour {{service}} est terminé.',
    'licence-ends_one': 'L’abonnement pour {{service}} se termine dans {{count}} jour.',
    'licence-ends_other': 'L’abonnement pour {{service}} se termine dans {{count}} jours.',
    'seats-used_one': 'La seule licence pour {{service}} est prise : ce droit ne peut plus être donné.',
    'seats-used_other': 'Les {{count}} licences pour {{service}} sont prises : ce droit ne peut plus être donné.',
    'mails-failed_one': '{{count}} e-mail n’a pas pu partir ces dernières 24 heures.',
    'mails-failed_other': '{{count}} e-mails n’ont pas pu partir ces dernières 24 heures.',
    'forecast-people': '{{expected}} personnes sont attendues le {{when}}, et le serveur doit en porter {{limit}}.',
    'forecast-rooms': '{{expected}} réunions à la fois sont attendues le {{when}}, et {{limit}} peuvent se tenir.',
    'forecast-channels': '{{expected}} appelants sont attendus le {{when}}, et il y a {{limit}} lignes téléphoniques.',
    'directory-silent': 'L’annuaire ne répond pas : qui l’a quitté reste connecté ici. Il dit : {{said}}',
    'directory-doubted':
      'D’après l’annuaire, {{count}} personnes sur {{asked}} n’y seraient plus, ou sans leurs groupes. Personne n’a été exclu : vérifiez l’annuaire et ses réglages.',
    'clock-set':
      'L’horloge de la machine a été déplacée de {{seconds}} secondes pendant que le serveur tournait. Vérifiez son service de temps.',
  },
  services: {
    web: 'Web',
    calendar: 'Calendrier',
    caldav: 'CalDAV',
    'mail-out': 'E-mails sortants',
    'mail-in': 'E-mails entrants',
    webmeeting: 'WebMeeting',
    telephone: 'Téléphone',
    recording: 'Enregistrement',
    record: 'Enregistrement',
    'dial-out': 'Appels sortants',
    documents: 'Documents',
  },
});
