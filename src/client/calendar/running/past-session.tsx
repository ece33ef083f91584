import { Download, MessageSquareText, Printer } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { AbsenteeBody, AttendeeBody, KeptChat, PastSessionBody } from '../../../contract/http/attendance.ts';
import type { EventBody } from '../../../contract/http/event.ts';
import { asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { formatDay, formatSpan, formatTime, formatZone } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';
import { displayZone } from '../shell/session.ts';
import { lengthText } from './length-text.ts';
import { type PaperKind, paperUrl } from './paper-url.ts';
import { FileLinks, SessionLeft } from './session-left.tsx';

const stayText = ({ from, to }: AttendeeBody['stays'][number]): string =>
  to === undefined
    ? t('running.past.still', { from: formatTime(from, displayZone.value) })
    : formatSpan(from, to, displayZone.value);

const Attendee = ({ name, role, via, stays, seconds, invited, answer, email, consentedAt }: AttendeeBody) => (
  <tr>
    <th scope="row" dir="auto">
      {name}
      <span class="past__about">
        {[
          role === 'attendee' ? '' : t(`running.past.roles.${role}`),
          via === 'web' ? '' : t(`running.past.via.${via}`),
          invited ? '' : t('running.past.notInvited'),
          answer === undefined ? '' : t(`answer.is.${answer}`),
          consentedAt === undefined ? '' : t('running.past.consented'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {email !== undefined && <span class="past__about">{email}</span>}
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

const Absent = ({ absent }: { readonly absent: readonly AbsenteeBody[] }) => (
  <div class="past__absent">
    <h4>{t('running.past.absent', { count: absent.length })}</h4>
    <ul>
      {absent.map(({ name, email, answer }) => (
        <li key={`${email ?? ''} ${name}`}>
          <bdi>{name}</bdi> <span class="muted">{t(`answer.is.${answer}`)}</span>
        </li>
      ))}
    </ul>
  </div>
);

const Messages = ({ messages }: KeptChat) => (
  <ol class="past__chat">
    {messages.map(({ name, text, files, sentAt }, index) => (
      <li key={`${index} ${sentAt}`}>
        <p>
          <strong dir="auto">{name}</strong> <span class="muted small">{formatTime(sentAt, displayZone.value)}</span>
        </p>
        {text !== '' && (
          <p class="past__text" dir="auto">
            {text}
          </p>
        )}
        {files !== undefined && <FileLinks files={files} />}
      </li>
    ))}
  </ol>
);

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
  const meetingId = event.meeting?.id ?? '';
  const saved = (kind: PaperKind) => ({ href: paperUrl(meetingId, id, kind), download: '' });

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
      <SessionLeft session={session} />
      <People people={people} />
      {session.absent !== undefined && session.absent.length > 0 && <Absent absent={session.absent} />}
      <div class="past__tools">
        {people.length > 0 && (
          <>
            <a class="button" {...saved('attendance.csv')}>
              <Icon of={Download} size={18} />
              {t('running.past.saveList')}
            </a>
            <a class="button" href={paperUrl(meetingId, id, 'attendance.html')} target="_blank" rel="noopener">
              <Icon of={Printer} size={18} />
              {t('running.past.print')}
            </a>
          </>
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
            <a class="button" {...saved('chat.txt')}>
              <Icon of={Download} size={18} />
              {t('running.past.saveChat')}
            </a>
          </>
        )}
      </div>
      {messages === 0 && people.length > 0 && <p class="muted small">{t('running.past.noChat')}</p>}
      {open && chat && <Messages {...chat} />}
    </section>
  );
};
