import { Send } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { LIMITS } from '../../../../contract/limits.ts';
import type { LobbyMessageBody } from '../../../../contract/room/room-state.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { TextField } from '../../../shared/field.tsx';
import { locale, t } from '../../../shared/language.ts';
import { newClientId } from '../new-client-id.ts';
import type { OpenRoom } from '../open-room.ts';
import { askRoom } from '../people/ask-room.ts';
import { plainText } from '../plain-text.ts';

const Line = ({ message, name }: { readonly message: LobbyMessageBody; readonly name: string }) => (
  <li class={`lobby-line ${message.by === undefined ? '' : 'lobby-line--host'}`}>
    <span class="lobby-line__who">
      <bdi>{message.by ?? name}</bdi>{' '}
      <time class="figures" dateTime={message.sentAt}>
        {new Intl.DateTimeFormat(locale.value, { timeStyle: 'short' }).format(new Date(message.sentAt))}
      </time>
    </span>
    <bdi class="lobby-line__text">{message.text}</bdi>
  </li>
);

interface LobbyMessagesDialogProps {
  readonly room: OpenRoom;
  readonly id: string;
  readonly onClose: () => void;
}

/** What was written between the moderators and somebody who waits. */
export const LobbyMessagesDialog = ({ room, id, onClose }: LobbyMessagesDialogProps) => {
  const waiter = room.session.state.value.lobby.find((one) => one.id === id);
  const [text, setText] = useState('');
  const end = useRef<HTMLDivElement>(null);
  const count = waiter?.messages.length ?? 0;
  const gone = waiter === undefined;
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [count]);
  useEffect(() => {
    if (gone) onClose();
  }, [gone]);
  if (gone) return null;
  const { name, messages } = waiter;
  const send = async (): Promise<void> => {
    const plain = plainText(text);
    if (plain === '') return;
    setText('');
    if (!(await askRoom(room.session, 'lobby.write', { id, text: plain, clientId: newClientId() })))
      setText((typed) => (typed === '' ? plain : typed));
  };
  return (
    <Dialog title={t('room.lobby.writeHeading', { name })} onClose={onClose}>
      {messages.length === 0 && <p class="muted">{t('room.lobby.writeNone')}</p>}
      <div class="lobby-lines" role="log" aria-label={t('room.lobby.writeHeading', { name })}>
        <ul class="lobby-lines__list">
          {messages.map((message) => (
            <Line key={message.id} message={message} name={name} />
          ))}
        </ul>
        <div ref={end} />
      </div>
      <form
        class="row lobby-write"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextField
          autoFocus={true}
          label={t('room.lobby.writeField', { name })}
          value={text}
          onText={setText}
          maxLength={LIMITS.lobbyText}
          autocomplete="off"
        />
        <Button kind="primary" type="submit" icon={Send}>
          {t('room.lobby.send')}
        </Button>
      </form>
    </Dialog>
  );
};
