/** An SMTP server in a process of its own that takes every mail and counts. Answers each message of its parent with what it counted. */
import { SMTPServer } from 'smtp-server';

let mails = 0;
let bytes = 0;
let firstMs = 0;
let lastMs = 0;

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  disableReverseLookup: true,
  onData(stream, _session, done) {
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    stream.on('end', () => {
      lastMs = Date.now();
      if (mails === 0) firstMs = lastMs;
      mails += 1;
      done(null);
    });
  },
});
process.on('message', () => {
  process.send?.({ mails, bytes, firstMs, lastMs });
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  const address = server.server.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
});
