import './recording.css';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { t } from '../shared/language.ts';
import { ReadyRecording } from './ready-recording.tsx';
import { type RecordingSource, RecordingSourceContext } from './recording-source.ts';
import { DeletedRecording, RecordingSkeleton, RecordingTrouble, UnreadyRecording } from './recording-states.tsx';
import { addRecordingTexts } from './recording-texts.ts';
import { useRecording } from './use-recording.ts';

/** A recording, from the first second of its making to its sound; the head and `main` of the page are its owner's. */
export const RecordingView = ({ from }: { readonly from: RecordingSource }) => {
  useMemo(addRecordingTexts, []);
  const { page, problem, reload } = useRecording(from.api);
  const [deleted, setDeleted] = useState(false);
  const title = page && t('recording.pageTitle', { title: page.title || t('recording.untitled') });
  useEffect(() => {
    if (title !== undefined) document.title = title;
  }, [title]);

  if (deleted) return <DeletedRecording />;
  if (problem) return <RecordingTrouble problem={problem} from={from} onRetry={reload} />;
  if (!page) return <RecordingSkeleton />;
  return (
    <RecordingSourceContext.Provider value={from}>
      {page.state === 'ready' && page.timeline && page.audioUrl !== undefined ? (
        <ReadyRecording
          key={page.id}
          page={page}
          timeline={page.timeline}
          audioUrl={page.audioUrl}
          onChanged={reload}
          onDeleted={() => setDeleted(true)}
        />
      ) : (
        <UnreadyRecording page={page} onChanged={reload} onDeleted={() => setDeleted(true)} />
      )}
    </RecordingSourceContext.Provider>
  );
};
