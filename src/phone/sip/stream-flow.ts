import type { Socket } from 'node:net';
import { beginFraming, frame } from '../../protocols/sip/stream-framing.ts';
import type { Flow } from './flow.ts';
import type { SipLimits } from './limits.ts';
import { createWake, type SipTime } from './sip-time.ts';

export interface StreamHearer {
  message(bytes: Uint8Array, flow: Flow): void;
  /** Nothing goes over it any more. */
  closed(flow: Flow): void;
}

const CRLF = Buffer.from('\r\n');

/** A connection as a flow: cuts messages out of its bytes, answers keep-alives, ends what is idle, slow or no SIP. */
export const createStreamFlow = (
  socket: Socket,
  transport: 'tcp' | 'tls',
  {
    limits,
    time,
    hear,
  }: {
    readonly limits: Pick<SipLimits, 'idleConnectionMs' | 'messageMs' | 'unsentBytes'>;
    readonly time: SipTime;
    readonly hear: StreamHearer;
  },
): Flow => {
  let framing = beginFraming();
  let open = true;
  let holders = 0;
  /** Since when the bytes that wait for the rest of their message have been waiting. */
  let partSinceMs: number | undefined;
  let usedMs = time.nowMs();
  const wake = createWake(time, () => expire());

  const planExpiry = (): void => {
    if (!open) return;
    if (partSinceMs !== undefined) wake.at(partSinceMs + limits.messageMs);
    else wake.at(holders > 0 ? undefined : usedMs + limits.idleConnectionMs);
  };
  const expire = (): void => {
    const nowMs = time.nowMs();
    const slow = partSinceMs !== undefined && nowMs >= partSinceMs + limits.messageMs;
    const idle = holders === 0 && nowMs >= usedMs + limits.idleConnectionMs;
    if (slow || idle) socket.destroy();
    else planExpiry();
  };

  const flow: Flow = {
    transport,
    remote: { address: plainAddress(socket.remoteAddress), port: socket.remotePort ?? 0 },
    local: { address: plainAddress(socket.localAddress), port: socket.localPort ?? 0 },
    isOpen: () => open,
    send(bytes) {
      if (!open) return;
      // Who asks and never reads would have us keep all the answers.
      if (socket.writableLength + bytes.length > limits.unsentBytes) socket.destroy();
      else socket.write(bytes);
    },
    hold() {
      holders += 1;
      planExpiry();
    },
    letGo() {
      holders -= 1;
      usedMs = time.nowMs();
      planExpiry();
    },
  };

  const take = (bytes: Uint8Array): void => {
    const step = frame(framing, bytes);
    framing = step.framing;
    for (const output of step.outputs) {
      if (!open) return;
      if (output.kind === 'broken') socket.destroy();
      else if (output.kind === 'keep-alive') flow.send(CRLF);
      else hear.message(output.bytes, flow);
      if (output.kind !== 'broken') usedMs = time.nowMs();
    }
    if (framing.length === 0) partSinceMs = undefined;
    else if (step.outputs.length > 0 || partSinceMs === undefined) partSinceMs = time.nowMs();
    planExpiry();
  };

  socket.setNoDelay(true);
  socket.on('data', take);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    open = false;
    wake.at(undefined);
    hear.closed(flow);
  });
  planExpiry();
  return flow;
};

/** Without the prefix that a socket for both families puts before IPv4. */
export const plainAddress = (address: string | undefined): string => (address ?? '').replace(/^::ffff:(?=\d+\.)/, '');
