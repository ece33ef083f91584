import type { Knex } from 'knex';

/** Answers, notes on events, mail that comes in, reminders, events from elsewhere. Units and identifiers as in 0001. */
const up = async (knex: Knex): Promise<void> => {
  // An invitee's own addresses and links: derived keys, of which the hash is kept.
  await knex.schema.createTable('reply_addresses', (table) => {
    table.text('token_hash').primary(); // SHA-256, hex
    table.text('organizer_id').notNullable().references('accounts.id').onDelete('CASCADE');
    table.text('address').notNullable(); // lower case
    table.unique(['organizer_id', 'address']);
  });

  await knex.schema.createTable('answer_links', (table) => {
    table.text('token_hash').primary();
    table.text('uid').notNullable();
    table.text('address').notNullable();
    table.unique(['uid', 'address']);
  });

  // What an answer says beside its PARTSTAT, which stands in the object and in `attendees`.
  await knex.schema.createTable('answers', (table) => {
    table.text('object_id').notNullable(); // the organizer's object; it may be deleted and come back
    table.text('recurrence_id').notNullable().defaultTo('');
    table.text('address').notNullable();
    table.text('answer').notNullable(); // PARTSTAT
    table.text('comment').notNullable().defaultTo('');
    table.text('needs').notNullable().defaultTo(''); // JSON
    table.text('delegate').notNullable().defaultTo(''); // lower-case address of who comes instead
    table.text('delegator').notNullable().defaultTo(''); // of whom they come instead
    table.text('via').notNullable(); // mail, link, account, organizer
    table.integer('sequence').notNullable().defaultTo(0); // of the version that was answered
    table.bigInteger('stamp_ms').notNullable(); // DTSTAMP of the answer
    table.bigInteger('answered_ms').notNullable();
    table.primary(['object_id', 'recurrence_id', 'address']);
  });

  // What the organizer is told of an event: answers, proposals, words, mails that did not arrive.
  await knex.schema.createTable('event_notes', (table) => {
    table.text('id').primary();
    table.text('object_id').notNullable().index();
    table.text('uid').notNullable();
    table.text('organizer_id').notNullable().references('accounts.id').onDelete('CASCADE');
    table.text('recurrence_id').notNullable().defaultTo('');
    table.text('kind').notNullable(); // answer, proposal, delegation, words, unverified, not-reached
    table.text('address').notNullable();
    table.text('name').notNullable().defaultTo('');
    table.text('body').notNullable(); // JSON, by kind
    table.text('state').notNullable().defaultTo(''); // open, accepted, declined, dismissed; '' where nothing is to decide
    table.text('source').unique(); // what it was made of, so that the same mail makes it once
    table.bigInteger('at_ms').notNullable();
    table.bigInteger('digest_due_ms').index(); // NULL: told already, or nothing to tell
  });

  // Mail that came in, kept before it is acknowledged.
  await knex.schema.createTable('incoming_mails', (table) => {
    table.text('id').primary();
    table.text('digest').notNullable().unique(); // SHA-256 of recipients and message, hex
    table.text('source').notNullable(); // smtp, imap
    table.text('envelope_from').notNullable().defaultTo('');
    table.text('recipients').notNullable(); // JSON
    table.text('peer').notNullable().defaultTo(''); // JSON: address and name of the machine that handed it over
    table.binary('mime'); // emptied some days after it was handled
    table.text('state').notNullable(); // waiting, handled, ignored, set-aside
    table.text('reason').notNullable().defaultTo(''); // a code
    table.text('sender').notNullable().defaultTo('');
    table.text('subject').notNullable().defaultTo('');
    table.text('about').notNullable().defaultTo(''); // the event that it concerned, when known
    table.integer('attempts').notNullable().defaultTo(0);
    table.bigInteger('received_ms').notNullable();
    table.bigInteger('due_ms').notNullable();
    table.bigInteger('handled_ms');
    table.index(['state', 'due_ms']);
  });

  // Links of people who were removed and invited again: they open nothing, and say that there is a newer one.
  await knex.schema.createTable('former_links', (table) => {
    table.text('token_hash').primary(); // SHA-256, hex
    table.text('meeting_id').notNullable().references('meetings.id').onDelete('CASCADE');
    table.text('invitee').notNullable(); // lower-case address
    table.text('recurrence_id').notNullable().defaultTo('');
  });

  // By the meeting that a mail told of, so that its links can say what became of it.
  await knex.schema.alterTable('invitations', (table) => {
    table.text('meeting_id');
    table.index(['meeting_id', 'address']);
  });
  await knex('invitations').update({ meeting_id: knex.raw("json_extract(snapshot, '$.meetingId')") });

  await knex.schema.alterTable('outbox', (table) => {
    table.text('kind').notNullable().defaultTo('');
    table.text('bounce_hash').unique(); // of the address to which the mail comes back when it cannot be delivered
    table.text('domain').notNullable().defaultTo(''); // of the recipient
    table.text('last_words').notNullable().defaultTo(''); // of the server that took or refused it
    table.bigInteger('bounced_ms');
    table.bigInteger('since_ms').notNullable().defaultTo(0); // since when it is to leave: it came, or was asked for again
    table.index(['order_key', 'created_ms']);
  });
  await knex('outbox').update({
    domain: knex.raw("lower(substr(recipient, instr(recipient, '@') + 1))"),
    since_ms: knex.ref('created_ms'),
  });
  // Apart from its mail: each change of a state would write the whole message again.
  await knex.schema.createTable('outbox_contents', (table) => {
    table.text('id').primary().references('outbox.id').onDelete('CASCADE');
    table.binary('mime').notNullable(); // the finished message; removed some days after it left
  });
  await knex.raw('insert into outbox_contents (id, mime) select id, mime from outbox where mime is not null');
  await knex.raw('alter table outbox drop column mime');

  // Mails that a date of an event causes by itself; each once.
  await knex.schema.createTable('date_mails', (table) => {
    table.text('kind').notNullable(); // reminder, nudge
    table.text('object_id').notNullable();
    table.text('recurrence_id').notNullable().defaultTo('');
    table.text('address').notNullable();
    table.bigInteger('start_ms').notNullable(); // of the date: moved, it is another one
    table.bigInteger('sent_ms').notNullable().index();
    table.primary(['kind', 'object_id', 'recurrence_id', 'address', 'start_ms']);
  });

  await knex.schema.alterTable('accounts', (table) => {
    table.boolean('is_service').notNullable().defaultTo(false); // the server's own: nobody signs in with it
  });

  // Events that people elsewhere organize and to which they invited the meeting address.
  await knex.schema.createTable('hosted_events', (table) => {
    table.text('uid').notNullable();
    table.text('organizer').notNullable(); // lower-case address
    table.text('object_id').notNullable();
    table.text('meeting_id').notNullable();
    table.integer('sequence').notNullable();
    table.bigInteger('stamp_ms').notNullable();
    table.text('state').notNullable(); // accepted, cancelled
    table.text('answer').notNullable().defaultTo(''); // what the organizer is still to be told: new, updated, cancelled
    table.bigInteger('created_ms').notNullable();
    table.primary(['uid', 'organizer']);
    table.index(['organizer', 'created_ms']);
  });
};

const down = async (): Promise<void> => {
  throw new Error('Migrations only go forward. Restore a backup to go back.');
};

export const answers: Knex.Migration = { up, down };
