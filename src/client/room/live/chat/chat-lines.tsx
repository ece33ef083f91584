import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { browserTimeZone, formatDay } from '../../../shared/format-date.ts';
import { t } from '../../../shared/language.ts';
import type { RoomSession } from '../room-session.ts';
import { activityText } from './activity-text.ts';
import type { ActivityLine } from './chat-log.ts';
import type { ChatRow } from './chat-rows.ts';
import { Message, type OpenMenu, Time } from './message.tsx';

const ActivityRow = ({ line }: { readonly line: ActivityLine }) => (
  <p class="activity">
    {activityText(line)} <span aria-hidden="true">·</span> <Time ms={line.atMs} />
  </p>
);

const DayRow = ({ atMs }: { readonly atMs: number }) => (
  <p class="parting">
    <time dateTime={new Date(atMs).toISOString()}>{formatDay(atMs, browserTimeZone())}</time>
  </p>
);

const NewRow = () => <p class="parting parting--new">{t('room.chat.newHere')}</p>;
const GapRow = () => <p class="activity">{t('room.chat.gap')}</p>;

interface ChatLinesProps {
  /** Oldest first. */
  readonly rows: readonly ChatRow[];
  readonly partnerName: string;
  readonly session: RoomSession;
  readonly onMenu: OpenMenu;
}

/** Rows that are gone and may be remembered before the memory is swept. */
const SPARE = 200;

/** Rows that say the same stay the same element: a long log is not drawn anew for each message. */
const sameRow = (a: ChatRow, b: ChatRow | undefined): boolean => {
  if (a.kind === 'message') return b?.kind === 'message' && a.line === b.line && a.goesOn === b.goesOn;
  return a.kind === 'activity' ? b?.kind === 'activity' && a.line === b.line : a.kind === b?.kind;
};

export const ChatLines = ({ rows, partnerName, session, onMenu }: ChatLinesProps) => {
  const drawn = useMemo(
    () => new Map<string, { readonly row: ChatRow; readonly node: VNode }>(),
    [partnerName, session, onMenu],
  );
  const draw = (row: ChatRow): VNode => {
    if (row.kind === 'activity') return <ActivityRow key={row.key} line={row.line} />;
    if (row.kind === 'day') return <DayRow key={row.key} atMs={row.atMs} />;
    if (row.kind === 'new') return <NewRow key={row.key} />;
    if (row.kind === 'gap') return <GapRow key={row.key} />;
    const { key, line, goesOn } = row;
    return <Message key={key} {...{ line, goesOn, partnerName, session, onMenu }} />;
  };
  const nodes = rows.map((row) => {
    const known = drawn.get(row.key);
    if (known && sameRow(row, known.row)) return known.node;
    const node = draw(row);
    drawn.set(row.key, { row, node });
    return node;
  });
  if (drawn.size > rows.length + SPARE) {
    const needed = new Set(rows.map(({ key }) => key));
    for (const key of drawn.keys()) if (!needed.has(key)) drawn.delete(key);
  }
  return <>{nodes}</>;
};
