import type { ChildProcess } from 'node:child_process';
import { chownSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endServer, openFolder, removeFolder, startServer, waitForGreeting } from './own-process.ts';
import { freePort } from './start-app.ts';

/** Debian's Dovecot with configuration, mailboxes and ports of its own. Every user name has a mailbox; the password is PASSWORD. */
export interface Dovecot {
  readonly imapPort: number;
  /** Takes mail for every address; what stands behind a plus sign, and the domain, do not matter. */
  readonly lmtpPort: number;
  /** For INBOX_IMAP_URL. */
  imapUrl(user: string, folder?: string): string;
  /** The mails in a folder of a mailbox, as files. */
  mails(user: string, folder?: string): Buffer[];
  /** Makes a folder of a mailbox, as another program might, with these mails in it. */
  makeFolder(user: string, folder: string, mails: readonly string[]): void;
  removeFolder(user: string, folder: string): void;
  log(): string;
  /** Ends it, and leaves the mailboxes as they are. */
  halt(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same ports. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

const PASSWORD = 'test';
/** Debian's user `mail`: Dovecot refuses root. */
const MAIL = 8;

const configuration = (folder: string, imapPort: number, lmtpPort: number): string => `
protocols = imap lmtp
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
recipient_delimiter = +
auth_username_format = %Ln
first_valid_uid = ${MAIL}
first_valid_gid = ${MAIL}
mail_location = maildir:${folder}/mail/%n
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${MAIL} gid=${MAIL} home=${folder}/mail/%n allow_all_users=yes
}
service imap-login {
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    port = ${lmtpPort}
  }
}
service stats {
  unix_listener stats-writer {
    mode = 0666
  }
}
namespace inbox {
  inbox = yes
  separator = /
}
`;

const filesIn = (folder: string): Buffer[] => {
  try {
    return readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  } catch {
    return [];
  }
};

const own = (path: string): void => {
  chownSync(path, MAIL, MAIL);
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (entry.isDirectory()) own(join(path, entry.name));
    else chownSync(join(path, entry.name), MAIL, MAIL);
};

/** Only root may run it: it changes to users of its own. */
export const startDovecot = async (): Promise<Dovecot> => {
  const [folder, imapPort, lmtpPort] = [await openFolder('dovecot'), await freePort(), await freePort()];
  await mkdir(join(folder, 'mail'));
  await chown(join(folder, 'mail'), MAIL, MAIL);
  const file = join(folder, 'dovecot.conf');
  await writeFile(file, configuration(folder, imapPort, lmtpPort));
  const log = (): string => {
    try {
      return readFileSync(join(folder, 'log'), 'utf8');
    } catch {
      return '';
    }
  };
  const boxOf = (user: string, name: string): string => join(folder, 'mail', user, name === 'INBOX' ? '' : `.${name}`);
  let running: ChildProcess;
  const resume = async (): Promise<void> => {
    running = startServer('/usr/sbin/dovecot', ['-F', '-c', file]);
    await waitForGreeting(imapPort, log);
    await waitForGreeting(lmtpPort, log);
  };
  await resume();
  const halt = (signal?: NodeJS.Signals): Promise<void> => endServer(running, signal);
  return {
    imapPort,
    lmtpPort,
    imapUrl: (user, name = 'INBOX') => `imap://${user}:${PASSWORD}@127.0.0.1:${imapPort}/${name}`,
    makeFolder(user, name, mails) {
      for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(boxOf(user, name), part), { recursive: true });
      mails.forEach((mail, index) => {
        writeFileSync(join(boxOf(user, name), 'new', `${Date.now()}.${index}.test`), mail);
      });
      for (const path of [boxOf(user, 'INBOX'), boxOf(user, name)]) own(path);
    },
    removeFolder: (user, name) => removeFolder(boxOf(user, name)),
    mails(user, name = 'INBOX') {
      const box = boxOf(user, name);
      return [...filesIn(join(box, 'new')), ...filesIn(join(box, 'cur'))];
    },
    log,
    halt,
    resume,
    async stop() {
      await halt();
      removeFolder(folder);
    },
  };
};
