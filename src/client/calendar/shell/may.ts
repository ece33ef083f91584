import type { Right } from '../../../base/rights.ts';
import { account } from './session.ts';

/** Whether who is signed in has a right: what one may not do is not offered. The server judges each time anew. */
export const may = (right: Right): boolean => account.value?.rights.includes(right) === true;
