// Broken on purpose: the other half of a cycle of types, upwards as well, and SQL outside of a store.
import type { Knex } from 'knex';
import type { Calendar } from '../calendar/calendar.ts';
export interface Meeting {
  calendar: Calendar;
  database: Knex;
}
