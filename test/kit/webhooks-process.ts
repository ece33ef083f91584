/**
 * The whole server in a process of its own, to be killed: `DATA_DIRECTORY PORT`. It looks up `unanswered.example` for ever, and finds
 * every other name on loopback. Says "ready" once it takes connections.
 */
import { startApp } from './start-app.ts';

const [dataDirectory = '', port = '0'] = process.argv.slice(2);
await startApp({
  ...{ dataDirectory, port: Number(port) },
  environment: { WEBHOOK_NETWORKS: '127.0.0.0/8', WEBHOOK_HTTP: 'true' },
  overrides: {
    integrations: {
      webhookNetwork: {
        resolve: (host) => (host === 'unanswered.example' ? new Promise(() => {}) : Promise.resolve(['127.0.0.1'])),
      },
    },
  },
});
console.log('ready');
process.once('disconnect', () => process.exit());
