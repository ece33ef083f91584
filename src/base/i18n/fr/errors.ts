import type { errors as english } from '../en/errors.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

/** Une phrase pour chaque refus : ce qui s’est passé et ce que l’on peut faire. */
export const errors: Translation<typeof english> = frenchSpacing({
  code: {
    'invalid-input': 'Un champ n’est pas rempli correctement. Vérifiez les champs signalés.',
    'not-signed-in': 'Vous n’êtes pas connecté, ou votre session est terminée. Connectez-vous pour continuer.',
    'wrong-credentials': 'L’adresse ou le mot de passe n’est pas correct. Vérifiez les deux et réessayez.',
    'not-allowed': 'Votre compte ne le permet pas. Adressez-vous à l’organisateur ou à votre administrateur.',
    'no-webmeeting-right':
      'Votre compte ne peut pas ouvrir de réunion. Demandez le droit WebMeeting à votre administrateur.',
    'code-required':
      'Saisissez le code affiché par votre application d’authentification, ou l’un de vos codes de secours.',
    'confirm-identity': 'Pour la console, confirmez encore une fois que c’est bien vous.',
    'right-missing': 'Votre compte n’a pas ce droit. Adressez-vous à votre administrateur.',
    'no-seat-left': 'Il ne reste plus de siège pour cette licence.',
    'service-stopped': 'Un administrateur a arrêté ce service. Réessayez plus tard.',
    'not-found': 'Cet élément n’existe plus. Il a peut-être été supprimé entre-temps.',
    'unknown-link': 'Ce lien est incomplet ou inconnu. Ouvrez-le de nouveau depuis l’e-mail, ou copiez-le en entier.',
    'link-revoked':
      'Ce lien ne fonctionne plus. Utilisez celui de votre dernière invitation, ou demandez-en un autre à l’organisateur.',
    'meeting-cancelled': 'Cette réunion a été annulée par son organisateur.',
    'meeting-not-open': 'Cette réunion n’a pas encore commencé.',
    'already-exists': 'Cet élément existe déjà.',
    conflict: 'Quelqu’un l’a modifié entre-temps. Rechargez la page pour voir la dernière version.',
    'too-many-attempts': 'Trop de tentatives. Patientez un instant, puis réessayez.',
    'too-large': 'C’est trop volumineux. Raccourcissez et réessayez.',
    'room-full': 'Cette réunion est complète. Réessayez plus tard, ou appelez par téléphone.',
    'rooms-full':
      'Ce serveur tient déjà autant de réunions qu’il le peut. Démarrez la vôtre quand une autre sera terminée.',
    'too-early': 'Il est trop tôt pour démarrer cette réunion. Revenez plus près de l’heure prévue.',
    'removed-from-meeting': 'Un modérateur vous a retiré de cette réunion.',
    'must-wait': 'Un modérateur doit vous faire entrer.',
    'consent-required': 'Vous devez accepter que cette réunion puisse être enregistrée.',
    'quota-exceeded': 'Il n’y a plus assez de place dans ces documents. Supprimez des fichiers ou videz la corbeille.',
    'disk-full': 'Le serveur n’a plus d’espace. Rien n’est perdu ; prévenez un administrateur.',
    'unsupported-type': 'Ce type de fichier n’est pas accepté ici.',
    locked: 'Un programme travaille sur ce document. Réessayez quand il aura terminé.',
    'set-up-done': 'WebMeeting est déjà installé. Connectez-vous avec votre compte.',
    'foreign-origin':
      'Cette page a été ouverte à une autre adresse que celle du serveur. Ouvrez-la à son adresse habituelle.',
    unavailable: 'Le serveur ne peut pas répondre pour le moment. Réessayez dans un instant.',
    internal:
      'Une erreur s’est produite sur le serveur. Réessayez ; si cela se reproduit, prévenez votre administrateur.',
    unreachable: 'Le serveur est injoignable. Vérifiez votre connexion au réseau, puis réessayez.',
  },
  retryAfter_one: 'Trop de tentatives. Réessayez dans une seconde.',
  retryAfter_other: 'Trop de tentatives. Réessayez dans {{count}} secondes.',
  retryAfterMinutes_one: 'Trop de tentatives. Réessayez dans une minute.',
  retryAfterMinutes_other: 'Trop de tentatives. Réessayez dans {{count}} minutes.',
  requestId: 'Requête {{id}}',
  /** Ce qui ne va pas dans un champ que le serveur a refusé. */
  field: {
    empty: 'Ce champ ne peut pas être vide.',
    tooLong: 'C’est trop long.',
    characters: 'Certains caractères ne sont pas permis ici, comme les retours à la ligne.',
    email: 'Une seule adresse e-mail, comme nom@exemple.fr.',
    organizer: 'Vous êtes l’organisateur : vous participez sans invitation.',
    invitee: 'Une seule adresse e-mail, et chaque personne une seule fois.',
    date: 'Une date qui existe, comme {{example}}.',
    time: 'Une heure comme {{example}}.',
    gap: 'Cette heure n’existe pas ce jour-là : on passe à l’heure d’été.',
    endBeforeStart: 'La fin ne peut pas précéder le début.',
    timeZone: 'Un fuseau horaire comme Europe/Paris.',
    password: 'Au moins {{count}} caractères.',
    meetingId: 'L’identifiant d’une réunion a neuf chiffres.',
    pin: 'Un code PIN a six chiffres.',
    other: 'Cette valeur n’a pas été acceptée. Vérifiez-la et réessayez.',
  },
});
