import { serveTasks } from '../../platform/serve-tasks.ts';
import { checkSignatures, type SignaturesToCheck } from './check-signatures.ts';

serveTasks((mail: SignaturesToCheck): Promise<boolean> => checkSignatures(mail));
