import type { Knex } from 'knex';

/** The files of accounts, recordings, and what is kept after a meeting. Units and identifiers as in 0001. */
const up = async (knex: Knex): Promise<void> => {
  // Bytes on disk, DATA_DIR/documents/ID: whole and synced before their row. Several documents may share one.
  await knex.schema.createTable('blobs', (table) => {
    table.text('id').primary(); // random
    table.bigInteger('bytes').notNullable();
    table.text('sha256').notNullable(); // hex
    table.text('type').notNullable(); // media type, told from the bytes
    table.bigInteger('created_ms').notNullable();
  });

  await knex.schema.createTable('documents', (table) => {
    table.text('id').primary();
    table.text('account_id').notNullable().references('accounts.id').onDelete('CASCADE');
    table.text('parent_id').notNullable().defaultTo(''); // a folder; '' at the top
    table.text('kind').notNullable(); // folder, file
    table.text('name').notNullable(); // NFC
    table.text('type').notNullable().defaultTo(''); // media type of a file
    table.bigInteger('bytes').notNullable().defaultTo(0);
    table.text('blob_id').references('blobs.id'); // NULL: a folder
    table.text('revision').notNullable(); // random; another with each change of the content
    table.text('origin').notNullable().defaultTo(''); // recording, recording-output, chat, attendance, room-file, session
    table.text('session_id').notNullable().defaultTo(''); // which it comes from
    table.bigInteger('created_ms').notNullable();
    table.bigInteger('changed_ms').notNullable();
    table.bigInteger('deleted_ms'); // since when in the bin
    table.text('deleted_with').notNullable().defaultTo(''); // the document whose deletion took this one along
    table.index(['account_id', 'parent_id']);
    table.index(['blob_id']);
    table.index(['session_id']);
  });
  await knex.raw(
    'CREATE UNIQUE INDEX documents_name ON documents (account_id, parent_id, name) WHERE deleted_ms IS NULL',
  );

  // Listings of large folders; the last is the order in which names are shown.
  await knex.raw('CREATE INDEX documents_walk ON documents (account_id, id, name) WHERE deleted_ms IS NULL');
  await knex.raw('CREATE INDEX documents_bytes ON documents (account_id, bytes)');
  await knex.raw(
    'CREATE INDEX documents_bin ON documents (account_id, deleted_with, deleted_ms) WHERE deleted_ms IS NOT NULL',
  );
  await knex.raw(
    "CREATE INDEX documents_sorted ON documents (account_id, parent_id, (CASE kind WHEN 'folder' THEN 0 ELSE 1 END), (lower(name)), id) WHERE deleted_ms IS NULL",
  );

  // Uploads under way; their bytes are kept by the upload server until they are whole.
  await knex.schema.createTable('document_uploads', (table) => {
    table.text('id').primary();
    table.text('account_id').notNullable().references('accounts.id').onDelete('CASCADE'); // whose quota it counts to
    table.text('parent_id').notNullable().defaultTo('');
    table.text('name').notNullable();
    table.bigInteger('bytes').notNullable(); // as announced
    table.text('on_conflict').notNullable().defaultTo('rename'); // rename, replace, refuse
    table.text('document_id'); // what became of it
    table.bigInteger('created_ms').notNullable();
    table.bigInteger('expires_ms').notNullable();
    table.index(['account_id']);
  });

  await knex.schema.createTable('document_shares', (table) => {
    table.text('id').primary();
    table.text('document_id').notNullable().references('documents.id').onDelete('CASCADE');
    table.text('kind').notNullable(); // link, person, session (those who were there)
    table.text('address').notNullable().defaultTo(''); // of a person, lower case
    table.text('session_id').notNullable().defaultTo('');
    table.text('token_hash').unique(); // SHA-256 of the key in the link
    table.bigInteger('expires_ms');
    table.bigInteger('created_ms').notNullable();
    table.bigInteger('told_ms'); // when a person was mailed of it; NULL: not yet, or nobody is
    table.index(['document_id']);
    table.index(['address']);
    table.index(['session_id']);
  });

  // WebDAV: RFC 4918 6 and 4.
  await knex.schema.createTable('document_locks', (table) => {
    table.text('token').primary(); // opaquelocktoken: and a UUID
    table.text('document_id').notNullable().references('documents.id').onDelete('CASCADE');
    table.text('account_id').notNullable();
    table.text('scope').notNullable(); // exclusive, shared
    table.text('depth').notNullable(); // 0, infinity
    table.text('owner').notNullable().defaultTo(''); // XML
    table.bigInteger('expires_ms').notNullable();
    table.index(['document_id']);
  });
  await knex.schema.createTable('document_properties', (table) => {
    table.text('document_id').notNullable().references('documents.id').onDelete('CASCADE');
    table.text('namespace').notNullable();
    table.text('name').notNullable();
    table.text('value').notNullable(); // XML
    table.primary(['document_id', 'namespace', 'name']);
  });

  await knex.schema.createTable('recordings', (table) => {
    table.text('id').primary();
    table.text('session_id').notNullable().references('sessions.id').onDelete('CASCADE');
    table.text('meeting_id').notNullable();
    table.text('account_id').notNullable(); // in whose documents it ends
    table.integer('number').notNullable(); // 1 is the first of the session
    table.text('state').notNullable(); // recording, paused, stopped, rendering, ready, failed
    table.text('stop_reason'); // organizer, ended, disk, limit, failed
    table.bigInteger('started_ms').notNullable();
    table.bigInteger('recorded_ms').notNullable().defaultTo(0); // until `since_ms`, without pauses
    table.bigInteger('since_ms').notNullable(); // when `recording` or `paused` began
    table.bigInteger('ended_ms');
    table.bigInteger('duration_ms'); // of the sound, once rendered
    table.text('document_id'); // the mix, once rendered
    table.text('timeline'); // JSON, once rendered: who spoke when, waveform, gaps
    table.text('problem').notNullable().defaultTo('');
    table.integer('attempts').notNullable().defaultTo(0);
    table.unique(['session_id', 'number']);
    table.index(['account_id']);
    table.index(['document_id']);
  });
  await knex.schema.createTable('recording_markers', (table) => {
    table.text('id').primary();
    table.text('recording_id').notNullable().references('recordings.id').onDelete('CASCADE');
    table.bigInteger('at_ms').notNullable(); // on the server's clock
    table.text('label').notNullable();
    table.text('by_name').notNullable();
    table.index(['recording_id']);
  });
  // What else was made of a recording, on request.
  await knex.schema.createTable('recording_outputs', (table) => {
    table.text('recording_id').notNullable().references('recordings.id').onDelete('CASCADE');
    table.text('kind').notNullable(); // mp3, wav, tracks
    table.text('state').notNullable(); // asked, ready, failed
    table.text('document_id'); // a file, or the folder of the tracks
    table.bigInteger('asked_ms').notNullable();
    table.primary(['recording_id', 'kind']);
  });

  // Files that were put into the chat; the bytes are in the organizer's documents.
  await knex.schema.createTable('room_files', (table) => {
    table.text('id').primary();
    table.text('session_id').notNullable().references('sessions.id').onDelete('CASCADE');
    table.text('meeting_id').notNullable();
    table.text('document_id').references('documents.id').onDelete('SET NULL');
    table.text('participant_id').notNullable();
    table.text('sender_name').notNullable();
    table.text('name').notNullable();
    table.text('type').notNullable();
    table.bigInteger('bytes').notNullable();
    table.bigInteger('created_ms').notNullable();
    table.index(['session_id']);
    table.index(['document_id']);
    table.index(['meeting_id']);
  });
  await knex.schema.alterTable('chat_messages', (table) => {
    table.text('files').notNullable().defaultTo('[]'); // JSON: [{id, name, type, bytes}]
  });
  await knex.schema.alterTable('private_messages', (table) => {
    table.text('files').notNullable().defaultTo('[]');
  });
  await knex.schema.alterTable('participants', (table) => {
    table.bigInteger('consented_ms'); // to being recorded, at the door
    table.index(['person']);
    table.index(['also']);
  });

  // What is done after a session: its papers are kept and its mail leaves, once.
  await knex.schema.createTable('session_closings', (table) => {
    table.text('session_id').primary().references('sessions.id').onDelete('CASCADE');
    table.text('folder_id'); // of the session, in the organizer's documents
    table.bigInteger('papers_ms'); // when attendance and chat were kept
    table.bigInteger('mailed_ms'); // when the mail was written, or found not to be due
  });
  // Nobody is told of what was over before there were any.
  await knex.raw(
    'INSERT INTO session_closings (session_id, papers_ms, mailed_ms) SELECT id, ended_ms, ended_ms FROM sessions WHERE ended_ms IS NOT NULL',
  );
};

const down = async (): Promise<void> => {
  throw new Error('Migrations only go forward. Restore a backup to go back.');
};

export const documents: Knex.Migration = { up, down };
