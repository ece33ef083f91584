import type { IncomingMessage } from 'node:http';
import express from 'express';
import { callerNetwork } from '../platform/caller-network.ts';

/** Where a connection comes from, for limits: past the proxies that are trusted, as `callerAddress` sees a request. */
export type NetworkOf = (request: IncomingMessage) => string;

type Trust = (address: string, hop: number) => boolean;

/** For what comes by WebSocket and knows no express request. `trustProxy` as in the configuration. */
export const createNetworkOf = (trustProxy: readonly string[]): NetworkOf => {
  // express compiles the setting into this function and keeps it under that name: requests and sockets agree.
  const trust = express()
    .set('trust proxy', [...trustProxy])
    .get('trust proxy fn') as Trust;
  return (request) => {
    const forwarded = String(request.headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((address) => address.trim())
      .filter((address) => address !== '');
    let address = request.socket.remoteAddress ?? 'unknown';
    for (let hop = 0; forwarded.length > 0 && trust(address, hop); hop += 1) address = forwarded.pop() ?? address;
    return callerNetwork(address);
  };
};
