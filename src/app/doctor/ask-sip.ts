import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { buildRequest } from '../../protocols/sip/build-request.ts';
import { formatMessage } from '../../protocols/sip/format-message.ts';

const PATIENCE_MS = 2_000;
/** A datagram may be lost. */
const AGAIN_MS = 500;

const newId = (): string => randomBytes(9).toString('base64url');

/** Asks by OPTIONS (RFC 3261 11) whether a telephone server is there; false when nothing comes back. Any answer is one. */
export const askSip = (address: string, port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const isIpv6 = address.includes(':');
    const socket = createSocket(isIpv6 ? 'udp6' : 'udp4');
    let again: NodeJS.Timeout | undefined;
    const end = (answered: boolean): void => {
      clearInterval(again);
      clearTimeout(deadline);
      socket.close();
      resolve(answered);
    };
    const deadline = setTimeout(() => end(false), PATIENCE_MS);
    socket.once('error', () => end(false));
    socket.on('message', (bytes) => {
      if (bytes.toString('latin1').startsWith('SIP/2.0 ')) end(true);
    });
    socket.bind(0, () => {
      const { port: own } = socket.address();
      const bytes = formatMessage(
        buildRequest({
          method: 'OPTIONS',
          uri: `sip:${host.includes(':') ? `[${host}]` : host}:${port}`,
          via: { transport: 'UDP', host: isIpv6 ? '[::1]' : '127.0.0.1', port: own, branch: newId() },
          from: `<sip:doctor@invalid>;tag=${newId()}`,
          to: `<sip:${host.includes(':') ? `[${host}]` : host}>`,
          callId: newId(),
          cseq: 1,
        }),
      );
      const send = (): void => socket.send(bytes, port, address, () => {});
      send();
      again = setInterval(send, AGAIN_MS);
    });
  });

/** Whether the port can be had: nobody has it. */
export const isUdpFree = (address: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    socket.once('error', () => {
      socket.close();
      resolve(false);
    });
    socket.bind(port, address, () => socket.close(() => resolve(true)));
  });
