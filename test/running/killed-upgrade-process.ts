/** Upgrades the database it is given. Named nothing more, by a migration that stops half way, and waits to be killed. */
import { MIGRATIONS } from '../../migrations/index.ts';
import { openDatabase } from '../../src/platform/database.ts';

const last = MIGRATIONS.at(-1);
if (last === undefined) throw new Error('there is no migration');
const [, , file = '', whole] = process.argv;

const halfWay: (typeof MIGRATIONS)[number] = {
  name: last.name,
  migration: {
    async up(knex) {
      await last.migration.up(knex);
      await knex.schema.createTable('half_done', (table) => table.text('id'));
      process.send?.('half way');
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    },
    async down() {},
  },
};

const migrations = whole === undefined ? [...MIGRATIONS.slice(0, -1), halfWay] : MIGRATIONS;
const database = await openDatabase({ file, upgrade: { migrations } });
await database.destroy();
process.exit();
