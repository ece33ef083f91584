import { backups as english } from '../../../../base/i18n/en/backups.ts';
import { t } from '../../../shared/language.ts';

type Known = keyof typeof english.problem;

const isKnown = (code: string): code is Known => code in english.problem;

/** A code of the server in words; one of a later release is a failure like others. */
export const backupProblem = (code: string): string => t(`backups.problem.${isKnown(code) ? code : 'failed'}`);
