import type { Knex } from 'knex';

/** All `_ms` columns are milliseconds since 1970-01-01T00:00:00Z; identifiers are 22 characters of base64url unless said otherwise. */
const up = async (knex: Knex): Promise<void> => {
  await knex.schema.createTable('settings', (table) => {
    table.text('name').primary();
    table.text('value').notNullable(); // JSON
  });

  await knex.schema.createTable('accounts', (table) => {
    table.text('id').primary();
    table.text('email').notNullable();
    table.text('email_key').notNullable().unique(); // lower case
    table.text('name').notNullable();
    table.text('password_hash').notNullable(); // argon2id, PHC string
    table.boolean('is_admin').notNullable().defaultTo(false);
    table.boolean('may_webmeeting').notNullable().defaultTo(true);
    table.text('language').notNullable();
    table.text('time_zone').notNullable();
    table.bigInteger('created_ms').notNullable();
    table.bigInteger('suspended_ms');
  });

  await knex.schema.createTable('sign_in_sessions', (table) => {
    table.text('token_hash').primary(); // SHA-256, hex
    table.text('account_id').notNullable().references('accounts.id').onDelete('CASCADE').index();
    table.bigInteger('created_ms').notNullable();
    table.bigInteger('seen_ms').notNullable();
    table.bigInteger('expires_ms').notNullable();
    table.text('user_agent').notNullable().defaultTo('');
  });

  await knex.schema.createTable('meetings', (table) => {
    table.text('id').primary(); // nine digits
    table.text('organizer_id').notNullable().references('accounts.id').onDelete('CASCADE').index();
    table.text('pin_sealed').notNullable();
    table.text('start_token_hash').notNullable().unique();
    table.integer('generation').notNullable().defaultTo(1);
    table.bigInteger('created_ms').notNullable();
    table.bigInteger('cancelled_ms');
  });

  await knex.schema.createTable('meeting_grants', (table) => {
    table.text('meeting_id').notNullable().references('meetings.id').onDelete('CASCADE');
    table.text('invitee').notNullable(); // lower-case address
    table.text('recurrence_id').notNullable().defaultTo(''); // '' for the whole series
    table.text('name').notNullable().defaultTo('');
    table.text('role').notNullable(); // attendee, optional, moderator
    table.integer('generation').notNullable().defaultTo(1);
    table.text('token_hash').notNullable().unique();
    table.bigInteger('revoked_ms');
    table.primary(['meeting_id', 'invitee', 'recurrence_id']);
  });

  await knex.schema.createTable('sessions', (table) => {
    table.text('id').primary();
    table.text('meeting_id').notNullable().references('meetings.id').onDelete('CASCADE').index();
    table.text('recurrence_id').notNullable().defaultTo('');
    table.bigInteger('started_ms').notNullable();
    table.bigInteger('ended_ms');
    table.text('end_reason');
  });
  await knex.raw('CREATE UNIQUE INDEX one_live_session ON sessions (meeting_id) WHERE ended_ms IS NULL');

  await knex.schema.createTable('participants', (table) => {
    table.text('id').primary();
    table.text('session_id').notNullable().references('sessions.id').onDelete('CASCADE');
    table.integer('number').notNullable();
    table.text('name').notNullable();
    table.text('role').notNullable();
    table.text('via').notNullable();
    table.text('person').notNullable(); // account:ID, invitee:ADDRESS or guest:RANDOM
    table.text('resume_hash').notNullable().unique();
    table.bigInteger('joined_ms').notNullable();
    table.bigInteger('left_ms');
    table.unique(['session_id', 'number']);
  });

  await knex.schema.createTable('chat_messages', (table) => {
    table.text('id').primary();
    table.text('session_id').notNullable().references('sessions.id').onDelete('CASCADE');
    table.integer('sequence').notNullable();
    table.text('participant_id').notNullable();
    table.text('sender_name').notNullable();
    table.text('client_id').notNullable();
    table.text('text').notNullable();
    table.bigInteger('sent_ms').notNullable();
    table.unique(['session_id', 'sequence']);
    table.unique(['session_id', 'participant_id', 'client_id']);
  });

  await knex.schema.createTable('calendars', (table) => {
    table.text('id').primary();
    table.text('account_id').notNullable().references('accounts.id').onDelete('CASCADE').index();
    table.text('name').notNullable();
    table.text('color').notNullable();
    table.integer('position').notNullable().defaultTo(0);
    table.boolean('is_default').notNullable().defaultTo(false);
    table.integer('sync_revision').notNullable().defaultTo(0);
  });

  await knex.schema.createTable('calendar_objects', (table) => {
    table.text('id').primary();
    table.text('calendar_id').notNullable().references('calendars.id').onDelete('CASCADE');
    table.text('uri').notNullable();
    table.text('uid').notNullable().index();
    table.text('raw').notNullable(); // the iCalendar object, byte for byte: the truth; the rest is extracted from it
    table.text('etag').notNullable(); // SHA-256 of raw, hex
    table.text('schedule_tag').notNullable();
    table.text('component').notNullable().defaultTo('VEVENT');
    table.integer('sequence').notNullable().defaultTo(0);
    table.text('summary').notNullable().defaultTo('');
    table.text('status').notNullable().defaultTo('CONFIRMED');
    table.text('organizer').notNullable().defaultTo(''); // lower-case address
    table.boolean('has_rrule').notNullable().defaultTo(false);
    table.bigInteger('start_ms').notNullable();
    table.bigInteger('end_ms'); // end of the last occurrence; NULL: no end
    table.text('meeting_id').references('meetings.id').onDelete('SET NULL').index();
    table.text('created_by').notNullable();
    table.integer('revision').notNullable().defaultTo(0); // the calendar's sync_revision at the last change
    table.bigInteger('created_ms').notNullable();
    table.bigInteger('changed_ms').notNullable();
    table.unique(['calendar_id', 'uri']);
    table.unique(['calendar_id', 'uid']);
  });

  await knex.schema.createTable('calendar_instances', (table) => {
    table.text('object_id').notNullable().references('calendar_objects.id').onDelete('CASCADE');
    table.text('recurrence_id').notNullable().defaultTo('');
    table.text('calendar_id').notNullable();
    table.bigInteger('start_ms').notNullable();
    table.bigInteger('end_ms').notNullable();
    table.primary(['object_id', 'recurrence_id']);
    table.index(['calendar_id', 'start_ms']);
  });

  // One row for each (object, occurrence, person invited): what the raw object has no room for, and the answer.
  await knex.schema.createTable('attendees', (table) => {
    table.text('object_id').notNullable().references('calendar_objects.id').onDelete('CASCADE');
    table.text('recurrence_id').notNullable().defaultTo('');
    table.text('address').notNullable(); // lower case
    table.text('name').notNullable().defaultTo('');
    table.text('role').notNullable(); // chair, attendee, optional, moderator
    table.text('answer').notNullable(); // PARTSTAT
    table.text('language');
    table.text('time_zone');
    table.integer('position').notNullable().defaultTo(0);
    table.primary(['object_id', 'recurrence_id', 'address']);
    table.index(['address']);
  });

  await knex.schema.createTable('calendar_changes', (table) => {
    table.text('calendar_id').notNullable().references('calendars.id').onDelete('CASCADE');
    table.integer('revision').notNullable();
    table.text('uri').notNullable();
    table.text('operation').notNullable(); // put, delete
    table.primary(['calendar_id', 'revision']);
  });

  // A change that people must hear of: composed when due from what each was last told.
  await knex.schema.createTable('invitation_notices', (table) => {
    table.text('uid').primary();
    table.text('object_id').notNullable(); // the organizer's object; may be gone by the time the notice is due
    table.text('organizer_id').notNullable();
    table.bigInteger('due_ms').notNullable().index();
    table.integer('attempts').notNullable().defaultTo(0);
  });

  // What each person was last told of an event; kept after the event is gone, for the cancellation.
  await knex.schema.createTable('invitations', (table) => {
    table.text('uid').notNullable();
    table.text('recurrence_id').notNullable().defaultTo('');
    table.text('address').notNullable();
    table.text('organizer_id').notNullable();
    table.integer('sequence').notNullable();
    table.text('state').notNullable(); // told, cancelled
    table.text('snapshot').notNullable(); // JSON: the facts last mailed
    table.bigInteger('told_ms').notNullable();
    table.primary(['uid', 'recurrence_id', 'address']);
  });

  await knex.schema.createTable('outbox', (table) => {
    table.text('id').primary();
    table.text('message_id').notNullable().unique();
    table.text('order_key').notNullable(); // mails of one key to one recipient leave in order
    table.text('recipient').notNullable();
    table.text('envelope_from').notNullable();
    table.text('subject').notNullable();
    table.binary('mime'); // the finished message; emptied some days after it left
    table.text('state').notNullable(); // waiting, sent, kept, failed
    table.integer('attempts').notNullable().defaultTo(0);
    table.bigInteger('created_ms').notNullable();
    table.bigInteger('due_ms').notNullable();
    table.bigInteger('lease_ms').notNullable().defaultTo(0); // taken by a sender until then
    table.bigInteger('left_ms');
    table.text('last_error');
    table.index(['state', 'due_ms']);
    table.index(['order_key', 'recipient']);
  });
};

const down = async (): Promise<void> => {
  throw new Error('Migrations only go forward. Restore a backup to go back.');
};

export const ground: Knex.Migration = { up, down };
