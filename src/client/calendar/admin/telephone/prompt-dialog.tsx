import { FileUp, Play, RotateCcw, Square } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PromptBody, PromptTextRequest } from '../../../../contract/http/prompt.ts';
import { ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { Field } from '../../../shared/field.tsx';
import { type TextKey, t } from '../../../shared/language.ts';
import { problemText } from '../../../shared/problem-text.ts';
import { showToast } from '../../../shared/toast.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { PlayButton } from './play-button.tsx';
import { playing, playSound, stopSound } from './play-sound.ts';
import { fetchPreview, promptPath, uploadPrompt } from './prompt-calls.ts';
import { longestWords, promptLength, promptName } from './prompt-name.ts';
import { PromptOrigin, promptWords } from './prompt-row.tsx';

const PREVIEW = 'preview';
/** `promptTextRequest` and the size limit of the server. */
const TEXT_LONGEST = 1_500;
const FILE_MOST_BYTES = 20 * 1024 * 1024;
const REASONS = new Set(['empty', 'not-a-sound', 'too-long', 'no-ffmpeg', 'not-spoken']);

/** Why a file or words were refused, in words. */
const reasonText = (problem: ApiProblem, { longestMs }: PromptBody): string => {
  const reason = problem.code === 'too-large' ? 'too-large' : [...problem.fields.values()][0];
  if (reason === undefined || (reason !== 'too-large' && !REASONS.has(reason))) return problemText(problem);
  return t(`telephone.prompt.reasons.${reason}` as TextKey, { length: longestWords(longestMs) });
};

type Work = 'text' | 'listen' | 'file' | 'reset';

interface PromptDialogProps {
  readonly prompt: PromptBody;
  readonly speaks: boolean;
  readonly onChanged: (prompt: PromptBody) => void;
  readonly onClose: () => void;
}

/** One prompt in one language: its words, a file, or back to the shipped one. */
export const PromptDialog = ({ prompt, speaks, onChanged, onClose }: PromptDialogProps) => {
  const [text, setText] = useState(prompt.text);
  const [keep, setKeep] = useState(prompt.origin !== 'text' || prompt.kept);
  const [work, setWork] = useState<Work>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [noWords, setNoWords] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const words = useRef<HTMLTextAreaElement>(null);
  const name = promptName(prompt.name);
  const language = t(`common.languages.${prompt.language}`);
  useEffect(() => stopSound, []);

  const run = async (what: Work, doIt: () => Promise<void>): Promise<void> => {
    setWork(what);
    setProblem(undefined);
    try {
      await doIt();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setWork(undefined);
  };
  const change = (what: Work, doIt: () => Promise<PromptBody>, said: 'saved' | 'wasReset'): Promise<void> =>
    run(what, async () => {
      onChanged(await doIt());
      showToast({ kind: 'success', text: t(`telephone.prompt.${said}`, { name }) });
      onClose();
    });
  /** Whether there are words; else says that there are none. */
  const hasWords = (): boolean => {
    const there = text.trim() !== '';
    setNoWords(!there);
    if (!there) words.current?.focus();
    return there;
  };
  const oneLine = text.replace(/\s+/g, ' ').trim();

  const listen = (): void => {
    if (playing.value === PREVIEW) stopSound();
    else if (hasWords())
      void run('listen', async () => playSound(PREVIEW, await fetchPreview(oneLine, prompt.language)));
  };
  const useText = (): void => {
    if (!hasWords()) return;
    const body: PromptTextRequest = { text: oneLine, keep };
    void change('text', () => callApi<PromptBody>('PUT', promptPath(prompt), body), 'saved');
  };
  const useFile = (file: File): void => {
    if (file.size > FILE_MOST_BYTES) setProblem(new ApiProblem('too-large', 413));
    else void change('file', () => uploadPrompt(prompt, file), 'saved');
  };

  const plays = playing.value === PREVIEW;
  return (
    <Dialog
      title={t('telephone.prompt.title', { name, language })}
      onClose={onClose}
      footer={
        <>
          {prompt.origin !== 'shipped' && (
            <Button
              kind="quiet"
              icon={RotateCcw}
              busy={work === 'reset'}
              onClick={() => void change('reset', () => callApi<PromptBody>('DELETE', promptPath(prompt)), 'wasReset')}
            >
              {t('telephone.prompt.reset')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" busy={work === 'text'} disabled={!speaks} onClick={useText}>
            {t('telephone.prompt.useText')}
          </Button>
        </>
      }
    >
      <div class="stack">
        <div class="prompt-now">
          <PlayButton prompt={prompt} />
          <div>
            <p class="small muted">
              {t('telephone.prompt.now')} · <span class="figures">{promptLength(prompt.lengthMs)}</span>
            </p>
            <p lang={prompt.language}>{promptWords(prompt)}</p>
          </div>
          <PromptOrigin prompt={prompt} />
        </div>
        {problem && <ProblemNotice problem={problem} text={reasonText(problem, prompt)} />}
        {!speaks && <p class="notice notice--waiting">{t('telephone.service.speaksNot')}</p>}
        <Field
          label={t('telephone.prompt.text')}
          hint={t('telephone.prompt.textHint')}
          problem={noWords ? t('telephone.prompt.reasons.no-words') : undefined}
        >
          {(control) => (
            <textarea
              {...control}
              ref={words}
              class="input"
              rows={4}
              maxLength={TEXT_LONGEST}
              lang={prompt.language}
              disabled={!speaks}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        {speaks && (
          <div class="stack prompt-speech">
            <label class="check">
              <input type="checkbox" checked={keep} onChange={(event) => setKeep(event.currentTarget.checked)} />
              <span>{t('telephone.prompt.keep')}</span>
            </label>
            <div>
              <Button icon={plays ? Square : Play} busy={work === 'listen' && !plays} onClick={listen}>
                {t('telephone.prompt.listen')}
              </Button>
            </div>
          </div>
        )}
        <p class="prompt-or muted">{t('telephone.prompt.orFile')}</p>
        <div class="stack prompt-speech">
          <div>
            <Button icon={FileUp} busy={work === 'file'} onClick={() => input.current?.click()}>
              {t('telephone.prompt.upload')}
            </Button>
          </div>
          <p class="muted small">{t('telephone.prompt.uploadHint', { length: longestWords(prompt.longestMs) })}</p>
          <input
            ref={input}
            class="unseen"
            type="file"
            accept="audio/*,.wav,.mp3,.ogg,.opus,.flac,.m4a,.aac,.aif,.aiff,.wma"
            tabIndex={-1}
            aria-label={t('telephone.prompt.upload')}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = '';
              if (file) useFile(file);
            }}
          />
        </div>
      </div>
    </Dialog>
  );
};
