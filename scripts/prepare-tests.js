// What the tests need besides npm's packages: a browser, calendar programs, and the built pages and program. Runs before `npm test`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const PYTHON = '/usr/lib/python3/dist-packages';
/** Debian packages, each with a file that is there when it is. */
const PACKAGES = {
  chromium: '/usr/bin/chromium',
  // The other browser, and loudspeakers for it that nobody hears: without any its sound stands still.
  'firefox-esr': '/usr/bin/firefox-esr',
  pulseaudio: '/usr/bin/pulseaudio',
  // What the pictures of the manuals are written in.
  'fonts-noto-core': '/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf',
  // Calendar programs that work with our server.
  vdirsyncer: '/usr/bin/vdirsyncer',
  khal: '/usr/bin/khal',
  calcurse: '/usr/bin/calcurse-caldav',
  'python3-httplib2': `${PYTHON}/httplib2/__init__.py`,
  'python3-caldav': `${PYTHON}/caldav/__init__.py`,
  // Other readings of recurrence rules, to compare ours with.
  'python3-dateutil': `${PYTHON}/dateutil/__init__.py`,
  'python3-icalendar': `${PYTHON}/icalendar/__init__.py`,
  'python3-recurring-ical-events': `${PYTHON}/recurring_ical_events.py`,
  'libical-dev': '/usr/include/libical/ical.h',
  gcc: '/usr/bin/gcc',
  'libc6-dev': '/usr/include/stdio.h',
  // CalDAV servers, to compare ours with.
  radicale: '/usr/bin/radicale',
  xandikos: '/usr/bin/xandikos',
  // File managers that work with our documents, and the examination of WebDAV servers.
  litmus: '/usr/bin/litmus',
  cadaver: '/usr/bin/cadaver',
  rclone: '/usr/bin/rclone',
  davfs2: '/usr/sbin/mount.davfs',
  // The mail's way out and in: a mail server, mailboxes, and a program that speaks SMTP and LMTP.
  postfix: '/usr/sbin/postfix',
  'dovecot-imapd': '/usr/lib/dovecot/imap',
  'dovecot-lmtpd': '/usr/lib/dovecot/lmtp',
  swaks: '/usr/bin/swaks',
  // Telephones, a provider of numbers, and what listens in on the wire.
  'sip-tester': '/usr/bin/sipp',
  'baresip-core': '/usr/bin/baresip',
  'linphone-cli': '/usr/bin/linphonec',
  tshark: '/usr/bin/tshark',
  // Speaks prompts and names.
  'espeak-ng': '/usr/bin/espeak-ng',
  // Proxies, a directory of people, an authority for certificates, and what watches a server and judges its unit.
  'nginx-light': '/usr/sbin/nginx',
  caddy: '/usr/bin/caddy',
  slapd: '/usr/sbin/slapd',
  'ldap-utils': '/usr/bin/ldapsearch',
  pebble: '/usr/bin/pebble',
  prometheus: '/usr/bin/promtool',
  systemd: '/usr/bin/systemd-analyze',
  // Judges of recordings.
  'opus-tools': '/usr/bin/opusinfo',
  ffmpeg: '/usr/bin/ffmpeg',
};
const missing = Object.entries(PACKAGES)
  .filter(([, file]) => !existsSync(file))
  .map(([name]) => name);

const run = (command, args) => {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (error || status !== 0) {
    process.stderr.write(`${command} ${args.join(' ')} failed\n`);
    process.exit(1);
  }
};

if (missing.length > 0) {
  const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!mayInstall) {
    process.stderr.write(`The tests need these Debian packages: apt-get install ${missing.join(' ')}\n`);
    process.exit(1);
  }
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing]);
}
run(process.execPath, [join(root, 'scripts', 'build.js')]);
