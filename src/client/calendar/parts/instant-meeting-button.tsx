import { Video } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { asProblem } from '../../shared/api.ts';
import { IconButton } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';
import { account } from '../shell/session.ts';
import { enterInstantMeeting } from './event-cache.ts';

/** Opens a meeting and goes in; false after a refusal, which is told in passing. */
export const startInstantMeeting = async (): Promise<boolean> => {
  try {
    await enterInstantMeeting();
    return true;
  } catch (thrown) {
    showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
    return false;
  }
};

/** The WebMeeting icon of the bar. */
export const InstantMeetingButton = () => {
  const [busy, setBusy] = useState(false);
  if (!account.value?.webMeeting) return null;
  const start = async (): Promise<void> => {
    setBusy(true);
    setBusy(await startInstantMeeting());
  };
  return <IconButton icon={Video} label={t('calendar.create.instant')} busy={busy} onClick={() => void start()} />;
};
