import { t } from '../../../shared/language.ts';
import { AdminScreen } from '../admin-screen.tsx';
import { EmbeddingPart } from './embedding-part.tsx';
import { addIntegrationTexts } from './integration-texts.ts';
import { WebhookList } from './webhook-list.tsx';

addIntegrationTexts();

/** What hears of everybody's meetings, and which sites may show rooms. */
export const WebhooksPage = () => (
  <AdminScreen title={t('integrations.webhooks.adminTitle')} intro={t('integrations.webhooks.adminIntro')}>
    <section class="card stack" id="webhooks">
      <WebhookList base="/admin/webhooks" />
    </section>
    <EmbeddingPart />
  </AdminScreen>
);
