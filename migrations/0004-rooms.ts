import type { Knex } from 'knex';

/** The room in full: lobby, removal, private chat, attendance, succession. Units and identifiers as in 0001. */
const up = async (knex: Knex): Promise<void> => {
  await knex.schema.alterTable('meetings', (table) => {
    table.text('settings').notNullable().defaultTo('{}'); // JSON: what differs from the default of a meeting's settings
  });

  // Who runs a meeting in the organizer's place, named beforehand.
  await knex.schema.createTable('meeting_deputies', (table) => {
    table.text('meeting_id').notNullable().references('meetings.id').onDelete('CASCADE');
    table.text('recurrence_id').notNullable().defaultTo(''); // '' for every date
    table.text('address').notNullable(); // lower case
    table.bigInteger('named_ms').notNullable();
    table.primary(['meeting_id', 'recurrence_id']);
  });

  await knex.schema.alterTable('participants', (table) => {
    table.text('also').notNullable().defaultTo(''); // by which other key the same person is known: an account's link
    table.boolean('may_moderate').notNullable().defaultTo(false);
    table.integer('rank').notNullable().defaultTo(9); // in the succession; 0 is the organizer
    table.bigInteger('hand_ms'); // since when the hand is up
  });

  // The door of a running session, as its moderators set it.
  await knex.schema.createTable('room_doors', (table) => {
    table.text('session_id').primary().references('sessions.id').onDelete('CASCADE');
    table.boolean('locked').notNullable();
    table.boolean('everyone_waits').notNullable();
    table.boolean('pin_waits').notNullable(); // somebody was put out: the PIN alone leads to the lobby
  });

  // What was decided about a person for the rest of a session.
  await knex.schema.createTable('room_standings', (table) => {
    table.text('session_id').notNullable().references('sessions.id').onDelete('CASCADE');
    table.text('person').notNullable();
    table.text('role'); // given or taken in the room; NULL: as the door says
    table.text('entry').notNullable().defaultTo(''); // out, waits, or nothing
    table.text('participant_id').notNullable().defaultTo(''); // of the one who was put out
    table.text('name').notNullable().defaultTo('');
    table.bigInteger('at_ms').notNullable();
    table.primary(['session_id', 'person']);
  });

  // What moderators said to a knock. It outlives the connection of whoever waits.
  await knex.schema.createTable('lobby_decisions', (table) => {
    table.text('session_id').notNullable().references('sessions.id').onDelete('CASCADE');
    table.text('knock_id').notNullable();
    table.text('decision').notNullable(); // admitted, declined
    table.text('word').notNullable().defaultTo('');
    table.text('participant_id').notNullable().defaultTo(''); // as whom they are admitted
    table.bigInteger('at_ms').notNullable();
    table.primary(['session_id', 'knock_id']);
  });

  await knex.schema.alterTable('chat_messages', (table) => {
    table.text('deleted_by'); // author, moderator; the text is gone then
  });
  await knex.schema.createTable('private_messages', (table) => {
    table.text('id').primary();
    table.text('session_id').notNullable().references('sessions.id').onDelete('CASCADE');
    table.integer('sequence').notNullable();
    table.text('participant_id').notNullable(); // the sender
    table.text('recipient_id').notNullable();
    table.text('sender_name').notNullable();
    table.text('recipient_name').notNullable();
    table.text('client_id').notNullable();
    table.text('text').notNullable();
    table.bigInteger('sent_ms').notNullable();
    table.text('deleted_by');
    table.unique(['session_id', 'sequence']);
    table.unique(['session_id', 'participant_id', 'client_id']);
  });

  // When each participant was connected: one row for each unbroken stay.
  await knex.schema.createTable('attendance', (table) => {
    table.text('session_id').notNullable().references('sessions.id').onDelete('CASCADE');
    table.text('participant_id').notNullable();
    table.bigInteger('from_ms').notNullable();
    table.bigInteger('to_ms'); // NULL: still there, or until the server was killed
    table.primary(['session_id', 'participant_id', 'from_ms']);
  });
  // When the rooms were last known to run: the end of stays that a kill cut short. One row.
  await knex.schema.createTable('room_heartbeat', (table) => {
    table.integer('id').primary();
    table.bigInteger('at_ms').notNullable();
  });
};

const down = async (): Promise<void> => {
  throw new Error('Migrations only go forward. Restore a backup to go back.');
};

export const rooms: Knex.Migration = { up, down };
