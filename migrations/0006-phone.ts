import type { Knex } from 'knex';

/** The telephone: prompts, calls, and whence somebody in a room calls. Units and identifiers as in 0001. */
const up = async (knex: Knex): Promise<void> => {
  await knex.schema.alterTable('participants', (table) => {
    table.text('caller').notNullable().defaultTo(''); // JSON: the number, whole and masked; '' not by telephone
  });

  // What an administrator has put in the place of a shipped prompt.
  await knex.schema.createTable('phone_prompts', (table) => {
    table.text('name').notNullable();
    table.text('language').notNullable();
    table.text('text').notNullable().defaultTo(''); // the words; '' for a sound without
    table.text('file').notNullable().defaultTo(''); // in DATA_DIR/prompts; '' spoken when it is needed
    table.text('origin').notNullable(); // text, upload
    table.text('original_name').notNullable().defaultTo(''); // of an upload
    table.bigInteger('changed_ms').notNullable();
    table.primary(['name', 'language']);
  });

  // Calls in and out, for administrators and for limits.
  await knex.schema.createTable('phone_calls', (table) => {
    table.text('id').primary();
    table.text('direction').notNullable(); // in, out
    table.text('transport').notNullable(); // udp, tcp, tls
    table.boolean('via_trunk').notNullable();
    table.text('number').notNullable().defaultTo(''); // of the other side, as its network says
    table.text('meeting_id').notNullable().defaultTo('');
    table.text('session_id').notNullable().defaultTo('');
    table.text('account_id').notNullable().defaultTo(''); // by whose right a call out was asked for
    table.text('person').notNullable().defaultTo(''); // who asked for a call out, as in participants
    table.bigInteger('started_ms').notNullable();
    table.bigInteger('answered_ms');
    table.bigInteger('ended_ms');
    table.text('outcome').notNullable().defaultTo('');
    table.index(['started_ms']);
  });
};

const down = async (): Promise<void> => {
  throw new Error('Migrations only go forward. Restore a backup to go back.');
};

export const phone: Knex.Migration = { up, down };
