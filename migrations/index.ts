import type { Knex } from 'knex';
import { ground } from './0001-ground.ts';
import { calendars } from './0002-calendars.ts';
import { answers } from './0003-answers.ts';
import { rooms } from './0004-rooms.ts';
import { documents } from './0005-documents.ts';
import { phone } from './0006-phone.ts';
import { administration } from './0007-administration.ts';

/** In the order in which they run. Names carry no extension, so that src and dist share one database. */
export const MIGRATIONS: ReadonlyArray<{ readonly name: string; readonly migration: Knex.Migration }> = [
  { name: '0001-ground', migration: ground },
  { name: '0002-calendars', migration: calendars },
  { name: '0003-answers', migration: answers },
  { name: '0004-rooms', migration: rooms },
  { name: '0005-documents', migration: documents },
  { name: '0006-phone', migration: phone },
  { name: '0007-administration', migration: administration },
];
