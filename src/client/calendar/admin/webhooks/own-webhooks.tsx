import { t } from '../../../shared/language.ts';
import { addIntegrationTexts } from './integration-texts.ts';
import { WebhookList } from './webhook-list.tsx';

addIntegrationTexts();

/** One's own, which hear of the meetings that one organizes. */
export const OwnWebhooks = () => (
  <section class="card stack" id="webhooks">
    <div class="settings__head">
      <h2>{t('integrations.webhooks.title')}</h2>
      <p class="muted">{t('integrations.webhooks.intro')}</p>
    </div>
    <WebhookList base="/webhooks" />
  </section>
);
