import { t } from '../shared/language.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { Toasts } from '../shared/toast.tsx';
import { RecordingView } from './recording-view.tsx';

/** The page `/recordings/ID`. */
export const RecordingApp = ({ id }: { readonly id: string }) => (
  <>
    <a class="skip-link" href="#content">
      {t('common.skipToContent')}
    </a>
    <PageHeader />
    <main id="content" tabIndex={-1}>
      <RecordingView from={{ api: `/recordings/${id}`, shared: false }} />
    </main>
    <Toasts />
  </>
);
