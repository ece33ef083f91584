import { Download, MessageSquareText } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { AttendeeBody, KeptChat, PastSessionBody } from '../../../contract/http/attendance.ts';
import type { EventBody } from '../../../contract/http/event.ts';
import { asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { formatDay, formatSpan, formatTime, formatZone } from '../../shared/format-date.ts';
import { language, t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';
import { displayZone } from '../shell/session.ts';
import { attendanceCsv, chatText, clockTime, fileName } from './attendance-files.ts';
import { saveFile } from './save-file.ts';

/** "45 min", "1 h 5 min". */
const lengthText = (seconds: number): string => {
  const all = Math.round(seconds / 60);
  if (all === 0) return t('running.past.minutes.least');
  if (all < 60) return t('running.past.minutes.short', { minutes: all });
  return t('running.past.minutes.hours', { hours: Math.floor(all / 60), minutes: all % 60 });
};

const stayText = ({ from, to }: AttendeeBody['stays'][number]): string =>
  to === undefined
    ? t('running.past.still', { from: formatTime(from, displayZone.value) })
    : formatSpan(from, to, displayZone.value);

const Attendee = ({ name, role, via, stays, seconds }: AttendeeBody) => (
  <tr>
    <th scope="row" dir="auto">
      {name}
      <span class="past__about">
        {[role === 'attendee' ? '' : t(`running.past.roles.${role}`), via === 'web' ? '' : t(`running.past.via.${via}`)]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </th>
    <td class="figures">
      {stays.map((stay) => (
        <span key={stay.from} class="past__stay">
          {stayText(stay)}
        </span>
      ))}
    </td>
    <td class="figures past__total">{lengthText(seconds)}</td>
  </tr>
);

const People = ({ people }: { readonly people: PastSessionBody['people'] }) => {
  if (people.length === 0) return <p class="muted">{t('running.past.nobody')}</p>;
  return (
    <table class="past__people">
      <thead>
        <tr>
          <th scope="col">{t('running.past.who')}</th>
          <th scope="col">{t('running.past.when')}</th>
          <th scope="col" class="past__total">
            {t('running.past.total')}
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map((person, index) => (
          <Attendee key={`${index} ${person.name}`} {...person} />
        ))}
      </tbody>
    </table>
  );
};

const Messages = ({ messages }: KeptChat) => (
  <ol class="past__chat">
    {messages.map(({ name, text, sentAt }, index) => (
      <li key={`${index} ${sentAt}`}>
        <p>
          <strong dir="auto">{name}</strong> <span class="muted small">{formatTime(sentAt, displayZone.value)}</span>
        </p>
        <p class="past__text" dir="auto">
          {text}
        </p>
      </li>
    ))}
  </ol>
);

const listWords = () => {
  const zone = displayZone.value;
  const { separator } = language.value === 'fr' ? ({ separator: ';' } as const) : ({ separator: ',' } as const);
  return {
    heads: [
      t('running.past.file.name'),
      t('running.past.file.role'),
      t('running.past.file.via'),
      t('running.past.file.came', { zone }),
      t('running.past.file.left', { zone }),
      t('running.past.file.seconds'),
      t('running.past.file.total'),
    ],
    roles: {
      organizer: t('running.past.roles.organizer'),
      moderator: t('running.past.roles.moderator'),
      attendee: t('running.past.roles.attendee'),
    },
    via: { web: t('running.past.via.web'), phone: t('running.past.via.phone'), both: t('running.past.via.both') },
    separator,
  };
};

interface PastSessionProps {
  readonly event: EventBody;
  readonly session: PastSessionBody;
}

/** One meeting that took place: when, who was there, and what was written. */
export const PastSession = ({ event, session }: PastSessionProps) => {
  const [chat, setChat] = useState<KeptChat>();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const { id, startedAt, endedAt, reason, people, messages } = session;
  const zone = displayZone.value;
  const day = clockTime(startedAt, zone).slice(0, 10);

  const withChat = async (use: (loaded: KeptChat) => void): Promise<void> => {
    if (chat !== undefined) return use(chat);
    setBusy(true);
    try {
      const path = `/meetings/${event.meeting?.id ?? ''}/sessions/${encodeURIComponent(id)}/chat`;
      const loaded = await callApi<KeptChat>('GET', path);
      setChat(loaded);
      use(loaded);
    } catch (thrown) {
      showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
    }
    setBusy(false);
  };
  const saveList = (): void =>
    saveFile(
      fileName(event.title, day, t('running.past.file.list'), 'csv'),
      'text/csv',
      attendanceCsv(session, zone, listWords()),
    );
  const saveChat = (loaded: KeptChat): void =>
    saveFile(fileName(event.title, day, t('running.past.file.chat'), 'txt'), 'text/plain', chatText(loaded, zone));

  return (
    <section class="past" aria-labelledby={`past-${id}`}>
      <h3 id={`past-${id}`} class="past__when">
        {formatDay(startedAt, zone)}
      </h3>
      <p class="muted">
        {endedAt === undefined
          ? t('running.past.still', { from: formatTime(startedAt, zone) })
          : formatSpan(startedAt, endedAt, zone)}
        {' · '}
        {formatZone(zone, startedAt)}
        {' · '}
        {endedAt === undefined ? t('running.past.running') : t(`running.past.ended.${reason ?? 'ended'}`)}
        {people.length > 0 && ` · ${t('running.past.people', { count: people.length })}`}
      </p>
      <People people={people} />
      <div class="past__tools">
        {people.length > 0 && (
          <Button icon={Download} onClick={saveList}>
            {t('running.past.saveList')}
          </Button>
        )}
        {messages > 0 && (
          <>
            <Button
              icon={MessageSquareText}
              aria-expanded={open}
              busy={busy}
              onClick={() => void (open ? setOpen(false) : withChat(() => setOpen(true)))}
            >
              {t('running.past.chat', { count: messages })}
            </Button>
            <Button icon={Download} onClick={() => void withChat(saveChat)}>
              {t('running.past.saveChat')}
            </Button>
          </>
        )}
      </div>
      {messages === 0 && people.length > 0 && <p class="muted small">{t('running.past.noChat')}</p>}
      {open && chat && <Messages {...chat} />}
    </section>
  );
};
