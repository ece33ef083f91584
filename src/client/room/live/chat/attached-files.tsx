import { CircleAlert, FileText, RotateCw, X } from 'lucide-preact';
import { IconButton } from '../../../shared/button.tsx';
import { formatBytes } from '../../../shared/format-bytes.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import type { Attachment, Attachments } from './attachments.ts';

const REFUSED: Readonly<Record<string, 'tooLarge' | 'full' | 'tooFast' | 'notAllowed' | 'unreachable'>> = {
  'too-large': 'tooLarge',
  'quota-exceeded': 'full',
  'disk-full': 'full',
  'too-many-attempts': 'tooFast',
  'not-allowed': 'notAllowed',
  unreachable: 'unreachable',
};

const stateText = ({ state, problem, sent, bytes }: Attachment): string => {
  if (state === 'failed') return t(`room.files.refused.${REFUSED[problem ?? ''] ?? 'other'}`);
  if (state === 'ready') return formatBytes(bytes);
  return t('room.files.sending', { percent: Math.floor(sent * 100), size: formatBytes(bytes) });
};

const One = ({ one, attachments }: { readonly one: Attachment; readonly attachments: Attachments }) => (
  <li class={`attached ${one.state === 'failed' ? 'attached--failed' : ''}`}>
    <Icon of={one.state === 'failed' ? CircleAlert : FileText} size={18} />
    <span class="attached__text">
      <bdi class="attached__name">{one.name}</bdi>
      <span class="attached__state figures" {...(one.state === 'failed' ? { role: 'alert' } : {})}>
        {stateText(one)}
      </span>
      {one.state === 'sending' && (
        <progress
          class="attached__progress"
          max={1}
          value={one.sent}
          aria-label={t('room.files.progress', { name: one.name })}
        />
      )}
    </span>
    {one.state === 'failed' && one.problem !== 'too-large' && (
      <IconButton
        icon={RotateCw}
        label={t('room.files.again', { name: one.name })}
        onClick={() => attachments.retry(one.clientId)}
      />
    )}
    <IconButton
      icon={X}
      label={t(one.state === 'sending' ? 'room.files.cancel' : 'room.files.remove', { name: one.name })}
      onClick={() => attachments.remove(one.clientId)}
    />
  </li>
);

/** What goes with the message that is being written. */
export const AttachedFiles = ({ attachments }: { readonly attachments: Attachments }) => {
  const list = attachments.list.value;
  if (list.length === 0) return null;
  return (
    <ul class="attached-list" aria-label={t('room.files.attached')}>
      {list.map((one) => (
        <One key={one.clientId} one={one} attachments={attachments} />
      ))}
    </ul>
  );
};
