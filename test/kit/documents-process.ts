/** The whole server in a process of its own, to be killed: `DATA_DIRECTORY PORT`. Says "ready" once it takes connections. */
import { startApp } from './start-app.ts';

const [dataDirectory = '', port = '0'] = process.argv.slice(2);
await startApp({ dataDirectory, port: Number(port) });
console.log('ready');
process.once('disconnect', () => process.exit());
