import type { integrationMails as english } from '../en/integration-mails.ts';
import { frenchSpacing } from '../french-spacing.ts';
import type { Translation } from '../translation.ts';

/** E-mails du serveur au sujet de ce à quoi il est relié. */
export const integrationMails: Translation<typeof english> = frenchSpacing({
  test: {
    subject: 'E-mail d’essai de {{product}}',
    text: 'Ceci est un e-mail d’essai de {{server}}. Si vous le lisez, les e-mails de ce serveur arrivent.\n\nDemandé par {{name}}.\n',
  },
  switchedOff: {
    subject: 'Webhook désactivé : {{name}}',
    text: 'Rien n’a pu être remis à « {{name}} » ({{address}}) depuis le {{date}}. {{product}} l’a donc désactivé et ne lui dit plus rien.\n\nQuand l’autre côté sera rétabli, réactivez-le ici :\n{{url}}\n',
  },
});
