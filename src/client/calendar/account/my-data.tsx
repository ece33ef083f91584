import { Download } from 'lucide-preact';
import { Button } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { KeptList } from './kept-list.tsx';

/** All that is kept of oneself: to take along, and to know for how long. */
export const MyData = () => (
  <section class="card stack">
    <h2>{t('privacy.mine.title')}</h2>
    <p>{t('privacy.mine.text')}</p>
    <details>
      <summary>{t('privacy.mine.what')}</summary>
      <KeptList />
    </details>
    <div class="row row--end">
      <Button icon={Download} onClick={() => window.location.assign('/api/v1/account/export')}>
        {t('privacy.mine.download')}
      </Button>
    </div>
  </section>
);
