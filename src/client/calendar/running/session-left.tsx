import { CircleAlert, FileText, FolderOpen, Hourglass, Paperclip, Play } from 'lucide-preact';
import type { PastSessionBody } from '../../../contract/http/attendance.ts';
import type { ChatFileBody } from '../../../contract/room/room-state.ts';
import { formatBytes } from '../../shared/format-bytes.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { may } from '../shell/may.ts';
import { lengthText } from './length-text.ts';

type Recording = PastSessionBody['recordings'][number];

/** What can be done with it, or why not: a word and a sign, never the colour alone. */
const recordingText = ({ state, durationMs }: Recording): string => {
  if (state === 'ready') return durationMs === undefined ? '' : lengthText(durationMs / 1_000);
  if (state === 'failed') return t('running.past.recording.failed');
  return t(
    state === 'recording' || state === 'paused' ? 'running.past.recording.running' : 'running.past.recording.waiting',
  );
};

const RecordingLink = ({ one, alone }: { readonly one: Recording; readonly alone: boolean }) => {
  const sign = { ready: Play, failed: CircleAlert }[one.state as string] ?? Hourglass;
  return (
    <li>
      <a
        class={`past__left-link ${one.state === 'failed' ? 'past__left-link--failed' : ''}`}
        href={`/recordings/${one.id}`}
      >
        <Icon of={sign} size={18} />
        <span>
          {alone ? t('running.past.recording.one') : t('running.past.recording.numbered', { number: one.number })}
        </span>
        <span class="muted small">{recordingText(one)}</span>
      </a>
    </li>
  );
};

/** Files of the chat, saved from here. */
export const FileLinks = ({ files }: { readonly files: readonly ChatFileBody[] }) => (
  <ul class="past__left">
    {files.map(({ id, name, bytes }) => (
      <li key={id}>
        <a class="past__left-link" href={`/api/v1/room/files/${encodeURIComponent(id)}?download=1`} download={name}>
          <Icon of={Paperclip} size={18} />
          <bdi>{name}</bdi>
          <span class="muted small">{formatBytes(bytes)}</span>
        </a>
      </li>
    ))}
  </ul>
);

/** What is left of a meeting: to hear, to read, and where it is kept. */
export const SessionLeft = ({ session }: { readonly session: PastSessionBody }) => {
  const { recordings, files, folderId, papers = [] } = session;
  if (recordings.length + files.length + papers.length === 0 && folderId === undefined) return null;
  return (
    <div class="past__left-parts">
      {recordings.length > 0 && (
        <ul class="past__left">
          {recordings.map((one) => (
            <RecordingLink key={one.id} one={one} alone={recordings.length === 1} />
          ))}
        </ul>
      )}
      {files.length > 0 && <FileLinks files={files} />}
      {(papers.length > 0 || folderId !== undefined) && (
        <ul class="past__left">
          {papers.map(({ documentId, name }) => (
            <li key={documentId}>
              <a class="past__left-link" href={`/api/v1/documents/${documentId}/content`} download={name}>
                <Icon of={FileText} size={18} />
                <bdi>{name}</bdi>
              </a>
            </li>
          ))}
          {folderId !== undefined && may('documents') && (
            <li>
              <a class="past__left-link" href={`/documents/${folderId}`}>
                <Icon of={FolderOpen} size={18} />
                <span>{t('running.past.folder')}</span>
              </a>
            </li>
          )}
        </ul>
      )}
    </div>
  );
};
