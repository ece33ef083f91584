import type { Knex } from 'knex';

/** Several calendars, shared and subscribed ones, series, feeds, CalDAV. Units and identifiers as in 0001. */
const up = async (knex: Knex): Promise<void> => {
  await knex.schema.alterTable('calendars', (table) => {
    table.text('kind').notNullable().defaultTo('own'); // own, subscription
    table.text('uri'); // the name that a CalDAV client gave it; NULL: its id
    table.text('description').notNullable().defaultTo('');
    table.text('time_zone'); // IANA; NULL: its owner's
    table.text('time_zone_text'); // calendar-timezone as a client wrote it
    table.boolean('every_event_meets').notNullable().defaultTo(false);
    table.boolean('transparent').notNullable().defaultTo(false); // does not count as busy
    table.boolean('shown').notNullable().defaultTo(true);
    table.bigInteger('created_ms').notNullable().defaultTo(0);
    table.integer('pruned_revision').notNullable().defaultTo(0); // changes up to this one are no longer listed
    table.unique(['account_id', 'uri']);
  });

  // Other accounts that see a calendar, and how each sees it.
  await knex.schema.createTable('calendar_shares', (table) => {
    table.text('calendar_id').notNullable().references('calendars.id').onDelete('CASCADE');
    table.text('account_id').notNullable().references('accounts.id').onDelete('CASCADE').index();
    table.text('access').notNullable(); // read, write
    table.text('color'); // NULL: the owner's
    table.integer('position').notNullable().defaultTo(1_000);
    table.boolean('shown').notNullable().defaultTo(true);
    table.primary(['calendar_id', 'account_id']);
  });

  // Properties that CalDAV clients set and this server does not know (RFC 4918: dead properties).
  await knex.schema.createTable('calendar_properties', (table) => {
    table.text('calendar_id').notNullable().references('calendars.id').onDelete('CASCADE');
    table.text('account_id').notNullable().references('accounts.id').onDelete('CASCADE');
    table.text('name').notNullable(); // {namespace}local
    table.text('value').notNullable(); // the element, as it was written
    table.primary(['calendar_id', 'account_id', 'name']);
  });

  await knex.schema.createTable('calendar_feeds', (table) => {
    table.text('calendar_id').notNullable().references('calendars.id').onDelete('CASCADE');
    table.text('detail').notNullable(); // full, busy
    table.integer('generation').notNullable();
    table.text('token_hash').notNullable().unique();
    table.bigInteger('created_ms').notNullable();
    table.bigInteger('revoked_ms');
    table.primary(['calendar_id', 'detail']);
  });

  await knex.schema.createTable('calendar_subscriptions', (table) => {
    table.text('calendar_id').primary().references('calendars.id').onDelete('CASCADE');
    table.text('url').notNullable();
    table.text('http_etag');
    table.text('last_modified');
    table.bigInteger('interval_ms').notNullable();
    table.bigInteger('due_ms').notNullable().index();
    table.bigInteger('refreshed_ms');
    table.text('problem'); // a code; NULL: the last refresh was well
    table.integer('failures').notNullable().defaultTo(0);
  });

  await knex.schema.createTable('app_passwords', (table) => {
    table.text('id').primary();
    table.text('account_id').notNullable().references('accounts.id').onDelete('CASCADE').index();
    table.text('name').notNullable();
    table.text('hash').notNullable().unique(); // SHA-256, hex
    table.bigInteger('created_ms').notNullable();
    table.bigInteger('used_ms');
  });

  await knex.schema.alterTable('calendar_objects', (table) => {
    table.text('facts'); // JSON: what the raw object says, people left out; NULL: stored before there were facts
    table.boolean('transparent').notNullable().defaultTo(false);
    table.text('visibility').notNullable().defaultTo('public'); // public, private, confidential
    table.bigInteger('window_from_ms'); // instances are listed from here …
    table.bigInteger('window_to_ms'); // … to here; NULL: all of them are
    table.text('search').notNullable().defaultTo(''); // words in lower case without accents
    table.integer('size').notNullable().defaultTo(0); // octets of raw
    // Whole lists of names and tags, and what changed since, are read from it alone.
    table.index(['calendar_id', 'revision', 'uri', 'etag', 'id'], 'calendar_objects_listing');
    table.index(['window_to_ms']);
    table.index(['calendar_id', 'window_to_ms']);
  });
  await knex('calendar_objects').update({ size: knex.raw('length(CAST(raw AS BLOB))') });

  await knex.schema.alterTable('attendees', (table) => {
    table.text('schedule_agent').notNullable().defaultTo('SERVER'); // RFC 6638 7.1: SERVER, CLIENT, NONE
  });

  await knex.schema.alterTable('calendar_instances', (table) => {
    table.boolean('overridden').notNullable().defaultTo(false);
  });

  // The last delete of each event, for a while, so that it can be undone.
  await knex.schema.createTable('deleted_events', (table) => {
    table.text('object_id').primary();
    table.text('account_id').notNullable().references('accounts.id').onDelete('CASCADE');
    table.text('calendar_id').notNullable();
    table.text('object').notNullable(); // JSON: the row of calendar_objects as it was
    table.text('attendees').notNullable(); // JSON: its people
    table.text('left_etag'); // of what the delete left; NULL: nothing
    table.bigInteger('deleted_ms').notNullable().index();
  });
};

const down = async (): Promise<void> => {
  throw new Error('Migrations only go forward. Restore a backup to go back.');
};

export const calendars: Knex.Migration = { up, down };
