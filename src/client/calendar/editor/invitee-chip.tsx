import { Trash2, X } from 'lucide-preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { LANGUAGES } from '../../../base/languages.ts';
import type { InviteeRole } from '../../../contract/http/event.ts';
import { AnswerMark } from '../../shared/answer-mark.tsx';
import { Button } from '../../shared/button.tsx';
import { Field, TextField } from '../../shared/field.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { placeBelow } from '../../shared/place-below.ts';
import { ZoneField } from '../parts/locale-fields.tsx';
import type { DraftInvitee } from './event-draft.ts';

const ROLES: readonly InviteeRole[] = ['attendee', 'optional', 'moderator'];

interface InviteeChipProps {
  readonly invitee: DraftInvitee;
  readonly problem: string | undefined;
  readonly onChange: (invitee: DraftInvitee) => void;
  readonly onRemove: () => void;
}

const Settings = ({ invitee, onChange, onRemove }: Omit<InviteeChipProps, 'problem'>) => (
  <>
    <p class="invitee-panel__email">
      <AnswerMark answer={invitee.answer} />
      {invitee.email}
    </p>
    <TextField
      label={t('calendar.editor.inviteeName')}
      maxLength={80}
      autoComplete="off"
      value={invitee.name}
      onText={(name) => onChange({ ...invitee, name })}
    />
    <Field label={t('calendar.editor.inviteeLanguage')} hint={t('calendar.editor.languageHint')}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={invitee.language ?? ''}
          onChange={(event) =>
            onChange({ ...invitee, language: LANGUAGES.find((code) => code === event.currentTarget.value) })
          }
        >
          <option value="">{t('calendar.editor.languageFirst.own')}</option>
          {LANGUAGES.map((code) => (
            <option key={code} value={code}>
              {t(`calendar.editor.languageFirst.${code}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
    <ZoneField
      label={t('calendar.editor.inviteeZone')}
      none={t('calendar.editor.inviteeZoneOwn')}
      value={invitee.timeZone ?? ''}
      onChange={(timeZone) => onChange({ ...invitee, timeZone: timeZone || undefined })}
    />
    <Field label={t('calendar.editor.inviteeRole')}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={invitee.role}
          onChange={(event) => onChange({ ...invitee, role: event.currentTarget.value as InviteeRole })}
        >
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {t(`calendar.roles.${role}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
    <Button kind="quiet" icon={Trash2} onClick={onRemove}>
      {t('common.remove')}
    </Button>
  </>
);

/** One invitee: who, what they answered, in which language they are written to. A press opens what can be changed. */
export const InviteeChip = ({ invitee, problem, onChange, onRemove }: InviteeChipProps) => {
  const id = useId();
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const name = invitee.name.trim() || invitee.email;

  useEffect(() => {
    if (!open || !panel.current || !opener.current) return;
    placeBelow(panel.current, opener.current);
    panel.current.querySelector('input')?.focus();
  }, [open]);

  return (
    <li class={`chip ${problem === undefined ? '' : 'chip--problem'}`}>
      <button
        ref={opener}
        type="button"
        class="chip__main"
        aria-label={t('calendar.editor.inviteeMenu', { name })}
        aria-haspopup="dialog"
        aria-expanded={open}
        title={problem ?? invitee.email}
        {...(problem === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': `${id}-problem` })}
        onClick={() => panel.current?.showPopover()}
      >
        <AnswerMark answer={invitee.answer} size={14} />
        <span class="chip__name">{name}</span>
        {invitee.role !== 'attendee' && <span class="chip__note">{t(`calendar.roles.${invitee.role}`)}</span>}
        {invitee.language && <span class="chip__note chip__language">{invitee.language}</span>}
      </button>
      <button
        type="button"
        class="chip__remove"
        aria-label={t('calendar.editor.removeInvitee', { name })}
        onClick={onRemove}
      >
        <Icon of={X} size={14} />
      </button>
      {problem !== undefined && (
        <span id={`${id}-problem`} class="unseen">
          {problem}
        </span>
      )}
      <div
        ref={panel}
        class="picker__panel invitee-panel"
        popover="auto"
        role="dialog"
        aria-label={name}
        onToggle={(event) => {
          const opened = (event as unknown as ToggleEvent).newState === 'open';
          setOpen(opened);
          if (!opened) opener.current?.focus();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
          event.preventDefault();
          panel.current?.hidePopover();
        }}
      >
        {open && <Settings invitee={invitee} onChange={onChange} onRemove={onRemove} />}
      </div>
    </li>
  );
};
