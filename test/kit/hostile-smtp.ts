import { createServer, type Server, type Socket } from 'node:net';

/** `end`: the dot after the message. */
export type HostileStep = 'connect' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'end';

/**
 * `go`: as it should be. A code and words: said instead. `stall`: says nothing more. `cut`: closes the line. `lose`: at the end of a
 * message, takes it and closes the line before saying so. `slow`: as it should be, a little later.
 */
export type HostileDeed = 'go' | 'stall' | 'cut' | 'lose' | 'slow' | { readonly say: string };

export interface HostileMail {
  readonly recipient: string;
  /** Known at the end alone. */
  readonly messageId: string;
  readonly subject: string;
}

export interface TakenMail extends HostileMail {
  readonly mime: string;
  /** False when the client was not told: its acceptance was lost. */
  readonly told: boolean;
}

export interface HostileSmtp {
  readonly port: number;
  readonly url: string;
  /** Every message that was taken for good, in that order. */
  readonly taken: TakenMail[];
  /** The most messages at once to one domain. */
  mostAtOnce(domain: string): number;
  behave(next: (step: HostileStep, mail: HostileMail) => HostileDeed): void;
  /** Closes every line and listens no more. */
  die(): Promise<void>;
  /** Listens again, on the same port. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

const SLOW_MS = 30;
const ANSWERS: Readonly<Record<HostileStep, string>> = {
  connect: '220 hostile ready',
  ehlo: '250-hostile\r\n250-PIPELINING\r\n250 SIZE 30000000',
  mail: '250 2.1.0 sender ok',
  rcpt: '250 2.1.5 recipient ok',
  data: '354 go on',
  end: '250 2.0.0 queued',
};
const NOBODY: HostileMail = { recipient: '', messageId: '', subject: '' };

const headerOf = (mime: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(mime)?.[1]?.trim() ?? '';
const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** A real SMTP server on loopback, written by hand so that it can misbehave at each step. */
export const startHostileSmtp = async ({ pipelining = true } = {}): Promise<HostileSmtp> => {
  const taken: TakenMail[] = [];
  const sockets = new Set<Socket>();
  const inHand = new Map<string, number>();
  const most = new Map<string, number>();
  let behave: (step: HostileStep, mail: HostileMail) => HostileDeed = () => 'go';
  let queued = 0;

  const serve = (socket: Socket): void => {
    sockets.add(socket);
    let mail = NOBODY;
    let body: string | undefined;
    let unread = '';
    let busy: Promise<void> = Promise.resolve();
    let dead = false;

    const finish = (): void => {
      const domain = domainOf(mail.recipient);
      if (mail.recipient !== '') inHand.set(domain, (inHand.get(domain) ?? 1) - 1);
      mail = NOBODY;
    };
    const end = (): void => {
      dead = true;
      socket.destroy();
    };
    /** True when the step went as it should. */
    const act = async (step: HostileStep, mime = ''): Promise<boolean> => {
      const deed = behave(step, mail);
      const ok = deed === 'go' || deed === 'slow';
      if (deed === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
      if (step === 'end' && (ok || deed === 'lose')) taken.push({ ...mail, mime, told: ok && !socket.destroyed });
      if (deed === 'cut' || deed === 'lose') end();
      else if (deed === 'stall') dead = true;
      else if (typeof deed === 'object') {
        socket.write(`${deed.say}\r\n`);
        if (deed.say.startsWith('421')) end();
      } else {
        const answer = step === 'ehlo' && !pipelining ? '250 hostile' : ANSWERS[step];
        socket.write(step === 'end' ? `${answer} as H${queued++}\r\n` : `${answer}\r\n`);
      }
      return ok;
    };
    const take = async (mime: string): Promise<void> => {
      mail = { ...mail, messageId: headerOf(mime, 'Message-ID'), subject: headerOf(mime, 'Subject') };
      await act('end', mime);
      if (!dead) finish();
    };
    const command = async (line: string): Promise<void> => {
      const verb = line.slice(0, 4).toUpperCase();
      const address = /<(.*)>/.exec(line)?.[1] ?? '';
      if (verb === 'EHLO') await act('ehlo');
      else if (verb === 'MAIL') await act('mail');
      else if (verb === 'RCPT') {
        mail = { ...NOBODY, recipient: address };
        const domain = domainOf(address);
        inHand.set(domain, (inHand.get(domain) ?? 0) + 1);
        most.set(domain, Math.max(most.get(domain) ?? 0, inHand.get(domain) ?? 0));
        if (!(await act('rcpt')) && !dead) finish();
      } else if (verb === 'DATA') {
        if (mail.recipient === '') socket.write('503 5.5.1 no recipient\r\n');
        else if (await act('data')) body = '';
        else if (!dead) finish();
      } else if (verb === 'QUIT') socket.end('221 bye\r\n');
      else socket.write('250 ok\r\n');
    };
    const read = async (): Promise<void> => {
      for (;;) {
        if (dead) return;
        if (body !== undefined) {
          const at = unread.startsWith('.\r\n') ? 0 : unread.indexOf('\r\n.\r\n');
          if (at < 0) return;
          const mime = unread.slice(0, at);
          unread = unread.slice(unread.indexOf('.\r\n', at) + 3);
          body = undefined;
          await take(mime);
        } else {
          const at = unread.indexOf('\r\n');
          if (at < 0) return;
          const line = unread.slice(0, at);
          unread = unread.slice(at + 2);
          await command(line);
        }
      }
    };
    socket.on('error', () => {});
    socket.on('close', () => {
      dead = true;
      sockets.delete(socket);
      finish();
    });
    socket.on('data', (chunk) => {
      unread += chunk.toString('latin1');
      busy = busy.then(read);
    });
    busy = act('connect').then(() => {});
  };

  let server: Server = createServer(serve);
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server = createServer(serve);
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const die = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    taken,
    mostAtOnce: (domain) => most.get(domain) ?? 0,
    behave(next) {
      behave = next;
    },
    die,
    comeBack: () => listen(port),
    close: () => (server.listening ? die() : Promise.resolve()),
  };
};
