import { useEffect, useState } from 'preact/hooks';
import type { RecordingView } from '../recording/recording-view.tsx';
import { t } from '../shared/language.ts';

/** The page of a recording, for whoever holds the link to its sound; fetched when there is one. */
export const SharedRecording = ({ token }: { readonly token: string }) => {
  const [View, setView] = useState<typeof RecordingView>();
  useEffect(() => {
    void import('../recording/recording-view.tsx').then((module) => setView(() => module.RecordingView));
  }, []);
  if (!View)
    return (
      <p class="unseen" role="status">
        {t('share.loading')}
      </p>
    );
  return <View from={{ api: `/shared/${encodeURIComponent(token)}/recording`, shared: true }} />;
};
