import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { makeOwnCertificate } from './own-certificate.ts';
import { endServer, openFolder, removeFolder, startServer } from './own-process.ts';
import { freePort } from './start-app.ts';

/** Debian's slapd with configuration, database, certificate and ports of its own. */
export interface Slapd {
  readonly port: number;
  readonly tlsPort: number;
  /** PEM: the certificate of `localhost`, which it signed itself. */
  readonly ca: string;
  readonly base: string;
  readonly bindDn: string;
  readonly bindPassword: string;
  /** Adds entries of this LDIF. */
  add(ldif: string): void;
  modify(ldif: string): void;
  stop(): Promise<void>;
}

const BASE = 'dc=example,dc=org';
const ROOT = `cn=admin,${BASE}`;
const PASSWORD = 'secret of slapd';

/** People by `uid`, whose passwords are "password of UID". */
export const PEOPLE_LDIF = `dn: ${BASE}
objectClass: dcObject
objectClass: organization
dc: example
o: Example

dn: ou=people,${BASE}
objectClass: organizationalUnit
ou: people

dn: ou=groups,${BASE}
objectClass: organizationalUnit
ou: groups
`;

export const personLdif = (uid: string, { mail = `${uid}@example.org`, name = uid.toUpperCase() } = {}): string =>
  `dn: uid=${uid},ou=people,${BASE}
objectClass: inetOrgPerson
uid: ${uid}
cn: ${name}
sn: ${uid}
mail: ${mail}
userPassword: password of ${uid}
`;

export const groupLdif = (name: string, uids: readonly string[]): string =>
  `dn: cn=${name},ou=groups,${BASE}
objectClass: groupOfNames
cn: ${name}
${uids.map((uid) => `member: uid=${uid},ou=people,${BASE}\n`).join('')}`;

const configuration = (folder: string): string => `include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
attributetype ( 1.2.840.113556.1.4.8 NAME 'userAccountControl' EQUALITY integerMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.2 NAME 'objectGUID' EQUALITY octetStringMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 SINGLE-VALUE )
objectclass ( 1.3.6.1.4.1.32473.1 NAME 'likeActiveDirectory' SUP top AUXILIARY MAY ( userAccountControl $ objectGUID ) )
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload memberof
pidfile ${folder}/pid
argsfile ${folder}/args
TLSCACertificateFile ${folder}/cert.pem
TLSCertificateFile ${folder}/cert.pem
TLSCertificateKeyFile ${folder}/key.pem
database mdb
maxsize 20000000
suffix "${BASE}"
rootdn "${ROOT}"
rootpw "${PASSWORD}"
directory ${folder}/db
overlay memberof
access to attrs=userPassword by anonymous auth by * none
access to * by users read by * none
`;

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });

export const startSlapd = async (): Promise<Slapd> => {
  const folder = await openFolder('slapd');
  const { key, cert } = makeOwnCertificate('localhost');
  mkdirSync(join(folder, 'db'));
  writeFileSync(join(folder, 'cert.pem'), cert);
  writeFileSync(join(folder, 'key.pem'), key);
  chmodSync(join(folder, 'key.pem'), 0o600);
  writeFileSync(join(folder, 'slapd.conf'), configuration(folder));
  const port = await freePort();
  const tlsPort = await freePort();
  const urls = `ldap://127.0.0.1:${port} ldaps://127.0.0.1:${tlsPort}`;
  // Without -d 0 it would leave for the background.
  const child = startServer('/usr/sbin/slapd', ['-d', '0', '-f', join(folder, 'slapd.conf'), '-h', urls]);
  for (let tries = 0; !(await isOpen(tlsPort)); tries += 1) {
    if (tries > 100) throw new Error('slapd does not come up');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const run = (command: 'ldapadd' | 'ldapmodify', ldif: string): void => {
    const how = ['-x', '-H', `ldap://127.0.0.1:${port}`, '-D', ROOT, '-w', PASSWORD];
    execFileSync(`/usr/bin/${command}`, how, { input: ldif, stdio: ['pipe', 'ignore', 'pipe'] });
  };
  return {
    port,
    tlsPort,
    ca: cert,
    base: BASE,
    bindDn: ROOT,
    bindPassword: PASSWORD,
    add: (ldif) => run('ldapadd', ldif),
    modify: (ldif) => run('ldapmodify', ldif),
    async stop() {
      await endServer(child);
      removeFolder(folder);
    },
  };
};
