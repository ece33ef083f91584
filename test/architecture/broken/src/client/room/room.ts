// Broken on purpose: the browser takes server code, and the contract's schemas at run time.
import { fields } from '../../contract/fields.ts';
import { database } from '../../platform/database.ts';
export const room = [fields, database];
