import { runToEnd } from './run-to-end.ts';

export interface SwaksOptions {
  readonly port: number;
  readonly protocol?: 'ESMTP' | 'LMTP';
  /** '<>' for nobody. */
  readonly from?: string;
  readonly to: string;
  /** The whole message; swaks makes one up without it. */
  readonly data?: string;
  readonly more?: readonly string[];
}

/** Hands a mail to a server with Debian's swaks: 0 when it was taken, 24 when the recipient was refused, 26 when the message was. */
export const swaks = ({
  port,
  protocol = 'ESMTP',
  from = 'bob@example.com',
  to,
  data,
  more = [],
}: SwaksOptions): Promise<{ readonly status: number | null; readonly output: string }> => {
  const args = ['--server', '127.0.0.1', '--port', String(port), '--protocol', protocol, '--from', from, '--to', to];
  return data === undefined
    ? runToEnd('/usr/bin/swaks', [...args, ...more])
    : runToEnd('/usr/bin/swaks', [...args, '--data', '-', ...more], data);
};
