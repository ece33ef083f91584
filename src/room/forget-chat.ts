import type { SessionId } from '../base/ids.ts';
import type { Connection } from '../platform/database.ts';

/**
 * Deletes what was said to all in a session: of meetings that do not keep their chat, when the session is over. Nothing of it can be
 * read afterwards, by whomever.
 */
export const forgetChat = async (connection: Connection, session: SessionId): Promise<void> => {
  await connection('chat_messages').where({ session_id: session }).delete();
};
