import { t } from '../../shared/language.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { useTitle } from './use-title.ts';

export const NotFoundPage = () => {
  useTitle(t('common.notFound.title'));
  return (
    <>
      <PageHeader />
      <main class="quiet-page">
        <div class="stack">
          <h1>{t('common.notFound.title')}</h1>
          <p class="muted">{t('common.notFound.text')}</p>
          <p>
            <a class="button button--primary" href="/">
              {t('common.notFound.action')}
            </a>
          </p>
        </div>
      </main>
    </>
  );
};
