import { SETTINGS } from './environment-settings.ts';

/** The text of `docs/configuration.md`, made from the table that reads the environment. */
export const describeConfiguration = (): string => {
  const rows = Object.entries<(typeof SETTINGS)[keyof typeof SETTINGS] & { default?: string; secret?: true }>(
    SETTINGS,
  ).map(
    ([name, { about, default: standard, secret }]) =>
      `| \`${name}\`${secret ? `, \`${name}_FILE\`` : ''} | ${standard ? `\`${standard}\`` : ''} | ${about} |`,
  );
  return `# Configuration

Made from \`src/app/environment-settings.ts\` by \`npm run docs\`; a test fails when this page is stale.

WebMeeting reads its environment once, at the start. All problems are told at once, by name and rule, never by value, and the
server does not start with any. A secret may stand in a file instead: \`SMTP_URL_FILE=/run/secrets/smtp-url\`. An empty variable
counts as not set. Variables that are not in this table are ignored.

| variable | without it | what it is for |
|---|---|---|
${rows.join('\n')}

## Behind a proxy

Any proxy will do that passes WebSockets on. Set \`PUBLIC_URL\` to the address that people type and \`TRUST_PROXY\` to the
proxy's own address, so that limits count the caller and not the proxy. nginx:

\`\`\`
map $http_upgrade $connection_upgrade { default upgrade; '' close; }
server {
  server_name meet.example.org;
  location / {
    proxy_pass http://127.0.0.1:3000;
    proxy_http_version 1.1;
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $connection_upgrade;
    proxy_read_timeout 1h;
    proxy_buffering off;
  }
}
\`\`\`

Browsers give a page the microphone only over https (or on localhost): without a proxy, set \`TLS_CERT\` and \`TLS_KEY\`.

## What is kept

Everything is in \`DATA_DIR\`: \`webmeeting.sqlite\` (with \`-wal\` and \`-shm\` beside it), \`secret.key\` and, without an SMTP
server, \`mail/\`. The key file belongs to every backup: the links in mails are derived from it and the PINs are encrypted with it.
`;
};
