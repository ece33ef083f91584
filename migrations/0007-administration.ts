import type { Knex } from 'knex';

/** As `accountSearchKey` wrote it when this landed. */
const searchKey = (name: string, email: string): string =>
  ` ${name} ${email}`.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ');

/** Accounts and their rights, ways to sign in, the console, and what it takes to run for years. Units and identifiers as in 0001. */
const up = async (knex: Knex): Promise<void> => {
  await knex.schema.alterTable('accounts', (table) => {
    // What the account may in effect: its own rights and those of its groups. With is_admin and may_webmeeting.
    table.boolean('may_record').notNullable().defaultTo(true);
    table.boolean('may_telephone').notNullable().defaultTo(true);
    table.boolean('may_dial_out').notNullable().defaultTo(true);
    table.boolean('may_caldav').notNullable().defaultTo(true);
    table.boolean('may_documents').notNullable().defaultTo(true);
    table.text('own_rights'); // JSON: given to the account itself; NULL: what it has in effect
    table.text('origin').notNullable().defaultTo('local'); // local, oidc, ldap
    table.text('suspended_by').notNullable().defaultTo(''); // ldap: the directory, which may take it back; '' an administrator
    table.bigInteger('seen_ms');
    table.text('totp_sealed').notNullable().defaultTo(''); // '' no second factor
    table.bigInteger('totp_step').notNullable().defaultTo(0); // the last time step whose code was used
    table.text('search_key').notNullable().defaultTo('').index(); // the words of name and address, to find and sort by
    table.index(['seen_ms']);
    table.index(['created_ms']);
  });

  const known: { id: string; name: string; email: string }[] = await knex('accounts').select('id', 'name', 'email');
  for (const { id, name, email } of known)
    await knex('accounts')
      .where({ id })
      .update({ search_key: searchKey(name, email) });

  await knex.schema.createTable('recovery_codes', (table) => {
    table.text('account_id').notNullable().references('accounts.id').onDelete('CASCADE');
    table.text('code_hash').notNullable();
    table.bigInteger('used_ms');
    table.primary(['account_id', 'code_hash']);
  });

  await knex.schema.alterTable('sign_in_sessions', (table) => {
    table.bigInteger('confirmed_ms').notNullable().defaultTo(0); // when it was last proved who is there
    table.bigInteger('console_ms').notNullable().defaultTo(0); // when the console was last used
    table.text('network').notNullable().defaultTo('');
    table.text('method').notNullable().defaultTo('password'); // password, link, oidc:PROVIDER, ldap
    table.text('id').notNullable().defaultTo('').index(); // stays when the token is renewed
    // Of a provider: its own session (sid), and the ID token by which it is told that this one ends.
    table.text('provider_session').notNullable().defaultTo('').index();
    table.text('id_token_sealed').notNullable().defaultTo('');
  });
  await knex('sign_in_sessions').update({ id: knex.raw('lower(hex(randomblob(16)))') });
  // By which sign-in somebody is in a room: it ends with it.
  await knex.schema.alterTable('participants', (table) => table.text('sign_in_id').notNullable().defaultTo(''));

  // Links by mail that let somebody set a password: after an invitation, or when it was forgotten.
  await knex.schema.createTable('account_links', (table) => {
    table.text('token_hash').primary();
    table.text('account_id').notNullable().references('accounts.id').onDelete('CASCADE').index();
    table.text('purpose').notNullable(); // invitation, reset
    table.bigInteger('created_ms').notNullable();
    table.bigInteger('expires_ms').notNullable();
    table.bigInteger('used_ms');
    table.boolean('revokes_keys').notNullable().defaultTo(false); // API tokens and app passwords go with the old password
  });

  await knex.schema.createTable('account_groups', (table) => {
    table.text('id').primary();
    table.text('name').notNullable();
    table.text('name_key').notNullable().unique(); // lower case
    table.text('rights').notNullable(); // JSON
    table.bigInteger('created_ms').notNullable();
  });
  await knex.schema.createTable('account_group_members', (table) => {
    table.text('group_id').notNullable().references('account_groups.id').onDelete('CASCADE');
    table.text('account_id').notNullable().references('accounts.id').onDelete('CASCADE').index();
    table.text('source').notNullable(); // manual, oidc:PROVIDER, ldap: who may take it away again
    table.primary(['group_id', 'account_id']);
  });

  // Who somebody is at a provider of sign-ins.
  await knex.schema.createTable('identities', (table) => {
    table.text('provider').notNullable();
    table.text('subject').notNullable();
    table.text('account_id').notNullable().references('accounts.id').onDelete('CASCADE').index();
    table.bigInteger('created_ms').notNullable();
    table.bigInteger('used_ms');
    table.primary(['provider', 'subject']);
  });

  await knex.schema.createTable('licences', (table) => {
    table.text('service').primary(); // a right
    table.text('type').notNullable(); // unlimited, seats, subscription
    table.integer('seats'); // NULL: as many as like
    table.bigInteger('ends_ms'); // of a subscription
    table.text('reference').notNullable().defaultTo(''); // a number of an order, for people
    table.bigInteger('changed_ms').notNullable();
  });

  // Who did what. Lines are added and never changed; only those before the floor may be forgotten.
  await knex.schema.createTable('audit_log', (table) => {
    table.increments('id');
    table.bigInteger('at_ms').notNullable().index();
    table.text('actor_kind').notNullable(); // account, token, system, terminal, nobody
    table.text('actor_id').notNullable().defaultTo('').index();
    table.text('actor_name').notNullable().defaultTo('').index(); // an address, as it was then
    table.text('network').notNullable().defaultTo('');
    table.text('action').notNullable().index(); // account.suspend
    table.text('target_id').notNullable().defaultTo('');
    table.text('target_name').notNullable().defaultTo('').index();
    table.text('detail').notNullable().defaultTo('{}'); // JSON, without secrets
    table.text('chain').notNullable(); // SHA-256 over the line and the chain of the one before
  });
  await knex.schema.createTable('audit_floor', (table) => {
    table.integer('id').primary();
    table.bigInteger('kept_from_ms').notNullable();
  });
  await knex('audit_floor').insert({ id: 1, kept_from_ms: 0 });
  await knex.raw(
    "CREATE TRIGGER audit_log_unchanged BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
  );
  await knex.raw(
    "CREATE TRIGGER audit_log_kept BEFORE DELETE ON audit_log WHEN OLD.at_ms >= (SELECT kept_from_ms FROM audit_floor WHERE id = 1) BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
  );

  await knex.schema.createTable('api_tokens', (table) => {
    table.text('id').primary();
    table.text('account_id').notNullable().references('accounts.id').onDelete('CASCADE').index();
    table.text('name').notNullable();
    table.text('token_hash').notNullable().unique();
    table.text('scopes').notNullable(); // JSON
    table.bigInteger('created_ms').notNullable();
    table.bigInteger('expires_ms');
    table.bigInteger('used_ms');
  });

  await knex.schema.createTable('webhooks', (table) => {
    table.text('id').primary();
    table.text('account_id').notNullable().references('accounts.id').onDelete('CASCADE').index();
    table.boolean('everybody').notNullable().defaultTo(false); // of all meetings; an administrator's
    table.text('name').notNullable();
    table.text('url_sealed').notNullable(); // addresses of team chats hold their key
    table.text('form').notNullable(); // json, mattermost, slack, rocketchat, matrix
    table.text('events').notNullable(); // JSON
    table.text('secret_sealed').notNullable();
    table.boolean('active').notNullable().defaultTo(true);
    table.text('options').notNullable().defaultTo('{}'); // JSON: room of Matrix and the like
    table.bigInteger('created_ms').notNullable();
    table.bigInteger('failing_since_ms');
    table.index(['everybody', 'active']);
  });
  await knex.schema.createTable('webhook_deliveries', (table) => {
    table.text('id').primary();
    table.text('webhook_id').notNullable().references('webhooks.id').onDelete('CASCADE');
    table.text('event').notNullable();
    table.text('meeting_id').notNullable().defaultTo('');
    table.text('body').notNullable(); // JSON: what happened
    table.text('state').notNullable(); // waiting, delivered, failed
    table.integer('attempts').notNullable().defaultTo(0);
    table.bigInteger('created_ms').notNullable();
    table.bigInteger('due_ms').notNullable();
    table.bigInteger('left_ms');
    table.integer('status');
    table.text('problem').notNullable().defaultTo('');
    table.index(['state', 'due_ms']);
    table.index(['webhook_id', 'created_ms']);
  });

  await knex.schema.createTable('backups', (table) => {
    table.text('id').primary();
    table.text('reason').notNullable(); // schedule, by-hand, upgrade
    table.text('file').notNullable();
    table.text('state').notNullable(); // running, ready, failed, removed
    table.boolean('encrypted').notNullable().defaultTo(false);
    table.bigInteger('started_ms').notNullable().index();
    table.bigInteger('ended_ms');
    table.bigInteger('bytes');
    table.text('problem').notNullable().defaultTo('');
  });

  // Past meetings by their start, and how many mails left lately.
  await knex.schema.alterTable('sessions', (table) => table.index(['started_ms', 'id']));
  await knex.schema.alterTable('outbox', (table) => table.index(['left_ms', 'state']));

  // What is old enough to be forgotten.
  await knex.schema.alterTable('sessions', (table) => table.index(['ended_ms', 'id']));
  await knex.schema.alterTable('incoming_mails', (table) => table.index(['handled_ms']));
  // What is kept of one person, by their address.
  for (const [column, names] of Object.entries({
    address: [
      ...['answer_links', 'answers', 'date_mails', 'event_notes', 'invitations', 'meeting_deputies'],
      'reply_addresses',
    ],
    invitee: ['former_links', 'meeting_grants'],
    person: ['phone_calls', 'room_standings'],
  }))
    for (const name of names) await knex.schema.alterTable(name, (table) => table.index([column]));
  await knex.raw('CREATE INDEX outbox_recipient_lower_index ON outbox (lower(recipient))');
  await knex.raw('CREATE INDEX incoming_mails_sender_lower_index ON incoming_mails (lower(sender))');
  await knex.raw('CREATE INDEX incoming_mails_envelope_from_lower_index ON incoming_mails (lower(envelope_from))');
  // What everybody's meetings need, hour by hour.
  await knex.schema.alterTable('calendar_instances', (table) => table.index(['start_ms']));

  // How it went, every few minutes: for the pictures of the overview.
  await knex.schema.createTable('usage_samples', (table) => {
    table.bigInteger('at_ms').primary();
    table.text('values').notNullable(); // JSON
  });

  // What somebody was warned of by mail, for as long as it lasts: it is not said twice.
  await knex.schema.createTable('told_warnings', (table) => {
    table.text('topic').notNullable(); // server, capacity
    table.text('key').notNullable();
    table.text('level').notNullable(); // notice, problem: the worst that was told
    table.bigInteger('told_ms').notNullable();
    table.bigInteger('gone_ms'); // not there since; NULL: it lasts
    table.primary(['topic', 'key']);
  });
  await knex.schema.alterTable('hosted_events', (table) => table.index(['object_id']));
};

const down = async (): Promise<void> => {
  throw new Error('Migrations only go forward. Restore a backup to go back.');
};

export const administration: Knex.Migration = { up, down };
