import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createKeyring, type Keyring, openKeyring } from '../../platform/keyring.ts';
import type { Config } from '../config.ts';
import { checkAddress } from './check-address.ts';
import { checkCertificate } from './check-certificate.ts';
import { checkData } from './check-data.ts';
import { checkClock, checkDisk, checkMemory, checkOpenFiles, checkSpeech, checkTimeZones } from './check-machine.ts';
import { checkMailRecords } from './check-mail-dns.ts';
import { checkMailIn } from './check-mail-in.ts';
import { checkMailOut } from './check-mail-out.ts';
import { checkProxy } from './check-proxy.ts';
import { checkServer } from './check-server.ts';
import { checkTelephone } from './check-telephone.ts';
import { checkWebsocket } from './check-websocket.ts';
import type { DoctorWorld } from './doctor-world.ts';
import { type CheckName, type Finding, findingsOf, problemOf } from './finding.ts';

/** Looks at the key without making one: the doctor changes nothing. Without a key nobody's answer is ours. */
const keyringOf = ({ dataDirectory }: Config): Keyring => {
  try {
    if (existsSync(join(dataDirectory, 'secret.key'))) return openKeyring(dataDirectory);
  } catch {
    // Said by the check of the data folder.
  }
  return createKeyring(randomBytes(32));
};

/** A mistake of ours in one check must not hide what the others find. */
const safely = async (
  check: CheckName,
  work: () => readonly Finding[] | Promise<readonly Finding[]>,
): Promise<readonly Finding[]> => {
  try {
    return await work();
  } catch (error) {
    return [findingsOf(check)('unknown', 'check-failed', { problem: problemOf(error) })];
  }
};

/** Everything that can be seen from this machine, while the server runs or is stopped. Changes nothing, sends no mail, calls nobody. */
export const examine = async (config: Config, world: DoctorWorld): Promise<readonly Finding[]> => {
  const examination = { config, world };
  const keyring = keyringOf(config);
  const server = await checkServer(examination, keyring);
  const { runs } = server;
  const place = await checkAddress(examination, keyring, runs);
  const mailOut = checkMailOut(examination);
  const both = { runs, place: place.addresses };
  const groups = await Promise.all([
    [findingsOf('configuration')('ok', 'configuration-good')],
    server.findings,
    place.findings,
    safely('certificate', () => checkCertificate(examination, place.addresses)),
    safely('websocket', () => checkWebsocket(examination, place)),
    safely('proxy', () => checkProxy(examination, place)),
    safely('mail-out', async () => (await mailOut).findings),
    safely('mail-dns', () => checkMailRecords(examination)),
    safely('mail-in', () => checkMailIn(examination, both)),
    safely('sip', () => checkTelephone(examination, both)),
    safely('disk', () => checkDisk(examination)),
    safely('memory', () => checkMemory(examination)),
    safely('clock', async () => checkClock(examination, (await mailOut.catch(() => undefined))?.clocks ?? [])),
    safely('time-zones', () => checkTimeZones(examination)),
    safely('database', () => checkData(examination, runs)),
    safely('open-files', checkOpenFiles),
    safely('speech', () => checkSpeech(examination)),
  ]);
  return groups.flat();
};
