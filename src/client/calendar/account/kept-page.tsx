import { t } from '../../shared/language.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { account } from '../shell/session.ts';
import { useTitle } from '../shell/use-title.ts';
import { KeptList } from './kept-list.tsx';

/** What is kept of whoever uses this server or is invited to a meeting on it: for everybody to read, without an account. */
export const KeptPage = () => {
  useTitle(t('privacy.open.title'));
  return (
    <>
      <PageHeader />
      <main class="quiet-page">
        <section class="card stack">
          <h1>{t('privacy.open.title')}</h1>
          <p>{t('privacy.open.intro')}</p>
          <KeptList />
          <p class="muted">{account.value ? <a href="/account">{t('privacy.open.mine')}</a> : t('privacy.open.ask')}</p>
        </section>
      </main>
    </>
  );
};
