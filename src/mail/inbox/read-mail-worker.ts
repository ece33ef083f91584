import { serveTasks } from '../../platform/serve-tasks.ts';
import { type MailToRead, parseMail, type ReadMailAnswer } from './parse-mail.ts';

serveTasks((mail: MailToRead): Promise<ReadMailAnswer> => parseMail(mail));
