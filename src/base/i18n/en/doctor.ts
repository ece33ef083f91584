/** What `webmeeting doctor` says: of each check its name, and of each thing that it may find a sentence, with the remedy where one is needed. */
export const doctor = {
  verdict: { ok: 'OK', warn: 'WARN', fail: 'FAIL', unknown: 'NOT CHECKABLE HERE' },
  remedy: 'Remedy: {{remedy}}',
  sum: '{{ok}} OK, {{warn}} WARN, {{fail}} FAIL, {{unknown}} not checkable here',
  check: {
    configuration: 'Configuration',
    server: 'Server',
    address: 'Public address',
    certificate: 'Certificate',
    websocket: 'WebSocket',
    proxy: 'Proxy',
    'mail-out': 'Mail out',
    'mail-dns': 'Mail records',
    'mail-in': 'Mail in',
    sip: 'Telephone',
    sound: 'Sound of calls',
    disk: 'Disk',
    memory: 'Memory',
    clock: 'Clock',
    'time-zones': 'Time zones',
    versions: 'Versions',
    files: 'Data folder',
    database: 'Database',
    leftovers: 'Leftovers',
    'open-files': 'Open files',
    speech: 'Speech',
    backup: 'Backup',
  },
  finding: {
    'check-failed': {
      found: 'This check itself went wrong: {{problem}}',
      remedy: 'Send this line to those who make WebMeeting.',
    },
    'configuration-good': { found: 'The environment can be used.', remedy: '' },
    'configuration-bad': {
      found: 'The server does not start with this environment: {{problems}}',
      remedy: 'Correct the variables that are named. docs/configuration.md has every one.',
    },
    'server-runs': { found: 'It runs, release {{version}}, on {{address}}.', remedy: '' },
    'server-stopped': {
      found:
        'Nothing answers on {{address}}: the server does not run. What only a running server shows is not checked.',
      remedy: 'Start it, then run this once more.',
    },
    'server-other': {
      found: 'Something else answers on {{address}}.',
      remedy:
        'Another program has the port, or the server runs with another DATA_DIR than this command. Give both the same environment.',
    },
    'address-good': { found: '{{url}} leads to this server ({{addresses}}).', remedy: '' },
    'address-local': {
      found: '{{url}} is an address of this machine alone: nobody else can follow a link in a mail.',
      remedy: 'Set PUBLIC_URL to the address under which people reach the server.',
    },
    'address-unresolved': {
      found: 'The name {{host}} is not known: {{problem}}.',
      remedy: 'Add an A or AAAA record for it in the DNS, or correct PUBLIC_URL.',
    },
    'address-silent': {
      found: 'Nobody answers at {{url}} ({{address}}): {{problem}}.',
      remedy: 'Start the proxy in front, open the port in the firewall, or correct the address in the DNS.',
    },
    'address-elsewhere': {
      found: '{{url}} leads to another server ({{address}}), which answered {{status}}.',
      remedy: 'Correct the address in the DNS, or the place that the proxy passes requests on to.',
    },
    'address-server-stopped': {
      found: '{{url}} answers {{status}}; whether it leads here shows once the server runs.',
      remedy: 'Start the server, then run this once more.',
    },
    'address-later': {
      found: 'Nobody answers at {{url}} while the server is stopped.',
      remedy: 'Start the server, then run this once more.',
    },
    'certificate-good': { found: 'For {{host}}, by {{issuer}}, good for {{days}} days more.', remedy: '' },
    'certificate-none': {
      found: '{{url}} is plain http: browsers give no microphone to such a page.',
      remedy:
        'Put a proxy with a certificate in front, or set TLS_CERT and TLS_KEY, or ACME_DIRECTORY; then PUBLIC_URL with https.',
    },
    'certificate-local': { found: 'Plain http on this machine alone needs none.', remedy: '' },
    'certificate-unseen': {
      found: 'No certificate is shown at {{url}}: {{problem}}.',
      remedy: 'See the public address above. Where that is well, the port speaks no TLS.',
    },
    'certificate-expired': {
      found: 'It ended on {{until}}.',
      remedy: 'Renew it, and have whoever renews it reload the proxy (or this server) afterwards.',
    },
    'certificate-early': {
      found: 'It begins on {{from}} only.',
      remedy: 'Check the clock of this machine; else have the certificate made again.',
    },
    'certificate-soon': {
      found: 'It ends in {{days}} days, on {{until}}.',
      remedy: 'It should have been renewed by now: see what renews it.',
    },
    'certificate-name': {
      found: 'It is for {{names}}, not for {{host}}.',
      remedy: 'Have a certificate made for {{host}}, or correct PUBLIC_URL.',
    },
    'certificate-untrusted': {
      found: 'Browsers do not trust it: {{problem}}.',
      remedy:
        'Use a certificate of a public authority, and give the whole chain (fullchain.pem), not the certificate alone.',
    },
    'websocket-good': { found: 'Rooms can be reached by WebSocket.', remedy: '' },
    'websocket-refused': {
      found: 'The way to {{url}} does not let WebSockets through: it answered {{status}} instead of 101.',
      remedy:
        'Have the proxy speak HTTP/1.1 to the server and pass on Upgrade and Connection: see the pages on nginx, Caddy and Traefik.',
    },
    'websocket-broken': {
      found: 'The WebSocket to {{url}} broke off: {{problem}}.',
      remedy: 'See what stands between: a proxy with a short time limit, or a firewall that looks into TLS.',
    },
    'websocket-unseen': {
      found: 'It shows only when the public address leads to this server.',
      remedy: 'See the public address above.',
    },
    'proxy-none': { found: 'Requests come without a proxy.', remedy: '' },
    'proxy-believed': { found: 'The proxy {{peer}} is believed when it says who asks.', remedy: '' },
    'proxy-unbelieved': {
      found:
        'The proxy {{peer}} says who asks (X-Forwarded-For) and is not believed: all people count as one, and one guesser locks everybody out.',
      remedy: 'Set TRUST_PROXY={{peer}} and restart.',
    },
    'proxy-silent': {
      found:
        'A proxy ({{peer}}) stands in front and does not say who asks: all people count as one, and one guesser locks everybody out.',
      remedy:
        'Have it set X-Forwarded-For (nginx: proxy_set_header X-Forwarded-For $remote_addr), and set TRUST_PROXY={{peer}}.',
    },
    'proxy-anybody': {
      found: 'TRUST_PROXY believes {{network}}, which is everybody: each may say that they are somebody else.',
      remedy: 'Name the addresses of the proxies alone.',
    },
    'proxy-unseen': {
      found: 'It shows only when the public address leads to this server.',
      remedy: 'See the public address above.',
    },
    'mail-out-off': {
      found: 'No mail leaves: they are kept as files.',
      remedy: 'Set SMTP_URL to the mail server that takes our mails.',
    },
    'mail-out-good': { found: '{{server}} takes our mails.', remedy: '' },
    'mail-out-plain': {
      found: '{{server}} takes our mails, and the password and the mails go there without TLS.',
      remedy: 'Use smtps://, or smtp:// with ?requireTLS=true, unless it is on this machine.',
    },
    'mail-out-silent': {
      found: 'The mail server {{server}} cannot be reached: {{problem}}.',
      remedy: 'Check host and port of SMTP_URL, and whether the firewall lets them out; many providers close port 25.',
    },
    'mail-out-password': {
      found: 'The mail server {{server}} refuses user or password.',
      remedy: 'Correct them in SMTP_URL; a blank, @, : or / in them must be percent-encoded.',
    },
    'mail-out-certificate': {
      found: 'The certificate of the mail server {{server}} is not good: {{problem}}.',
      remedy: 'Use the name that stands in its certificate, or have it renewed.',
    },
    'dns-silent': { found: 'The DNS did not answer for {{name}}.', remedy: 'See /etc/resolv.conf of this machine.' },
    'no-public-domain': {
      found: 'The domain of MAIL_FROM ({{name}}) is not a public one: nothing stands in the DNS for it.',
      remedy: 'Set MAIL_FROM to an address of your domain.',
    },
    'spf-covers': { found: 'SPF of {{name}} lets {{address}} send.', remedy: '' },
    'spf-relay-unknown': {
      found:
        'SPF of {{name}} does not name {{address}}, to which our mails go; it may name those from which they leave there.',
      remedy: 'Add what your provider of mail says (include:…).',
    },
    'spf-no-address': {
      found: 'SPF of {{name}} is there; which address our mails leave from is not known here.',
      remedy: 'Send a test mail from the console and read its verdict.',
    },
    'spf-not-covered': {
      found: 'SPF of {{name}} does not let {{address}} send: mails end as spam.',
      remedy: 'Publish as TXT of {{name}}: {{advice}}',
    },
    'spf-missing': {
      found: 'SPF: there is no record for {{name}}; mails end as spam.',
      remedy: 'Publish as TXT of {{name}}: {{advice}}',
    },
    'spf-several': { found: 'SPF: {{name}} has several records, which counts as broken.', remedy: 'Make them one.' },
    'spf-broken': { found: 'SPF of {{name}} cannot be understood.', remedy: 'Correct it: {{published}}' },
    'spf-anybody': { found: 'SPF of {{name}} lets everybody send (+all).', remedy: 'End it with -all or ~all.' },
    'dkim-matches': { found: 'DKIM: the key under {{name}} is ours.', remedy: '' },
    'dkim-not-set': {
      found: 'DKIM: we do not sign mails.',
      remedy: 'Fine when the mail server signs. Else set DKIM_SELECTOR and DKIM_KEY.',
    },
    'dkim-missing': {
      found: 'DKIM: mails are signed, and no key stands under {{name}}: every signature is broken.',
      remedy: 'Publish as TXT of {{name}}: {{advice}}',
    },
    'dkim-revoked': {
      found: 'DKIM: the key under {{name}} was revoked.',
      remedy: 'Publish as TXT of {{name}}: {{advice}}',
    },
    'dkim-other-key': {
      found: 'DKIM: the key under {{name}} is another than the one we sign with: every signature is broken.',
      remedy: 'Publish as TXT of {{name}}: {{advice}}',
    },
    'dkim-testing': { found: 'DKIM: the key under {{name}} says that it is a test (t=y).', remedy: 'Take t=y out.' },
    'dmarc-enforced': { found: 'DMARC of {{name}}: {{policy}}.', remedy: '' },
    'dmarc-watching': { found: 'DMARC of {{name}} only watches (none).', remedy: '' },
    'dmarc-missing': {
      found: 'DMARC: there is no record at {{name}}; large providers want one.',
      remedy: 'Publish as TXT of {{name}}: {{advice}}',
    },
    'dmarc-several': { found: 'DMARC: {{name}} has several records, which counts as none.', remedy: 'Keep one.' },
    'dmarc-broken': {
      found: 'DMARC of {{name}} cannot be understood.',
      remedy: 'Publish as TXT of {{name}}: {{advice}}',
    },
    'mail-in-off': {
      found: 'No mail comes in: answers by mail are not read.',
      remedy: 'Set INBOX_IMAP_URL or INBOX_SMTP_PORT when they should be.',
    },
    'imap-good': { found: 'The mailbox at {{server}} can be read.', remedy: '' },
    'imap-silent': {
      found: 'The mailbox at {{server}} cannot be reached: {{problem}}.',
      remedy: 'Check host and port of INBOX_IMAP_URL, and the certificate of the server.',
    },
    'imap-password': {
      found: 'The mail server {{server}} refuses user or password of the mailbox.',
      remedy: 'Correct them in INBOX_IMAP_URL; a blank, @, : or / in them must be percent-encoded.',
    },
    'imap-folder': {
      found: 'The mailbox at {{server}} has no folder {{folder}}.',
      remedy: 'Correct the folder at the end of INBOX_IMAP_URL, or make it.',
    },
    'smtp-in-good': { found: 'Mail is taken on {{address}}.', remedy: '' },
    'smtp-in-silent': {
      found: 'Nobody takes mail on {{address}}: {{problem}}.',
      remedy: 'See the log of the server: another program may have the port.',
    },
    'mx-good': { found: 'Mail for {{domain}} goes to {{hosts}}, which is this machine.', remedy: '' },
    'mx-elsewhere': {
      found: 'Mail for {{domain}} goes to {{hosts}}, not to this machine.',
      remedy:
        'Have that server pass on what is for MAIL_FROM and its plus addresses to INBOX_SMTP_PORT here, or read its mailbox by INBOX_IMAP_URL.',
    },
    'mx-missing': {
      found: 'No server takes mail for {{domain}}: answers cannot arrive.',
      remedy: 'Add an MX record for it, or set MAIL_FROM to an address that can be answered.',
    },
    'sip-off': { found: 'The telephone is off.', remedy: '' },
    'sip-good': { found: 'It answers on {{address}}.', remedy: '' },
    'sip-port-taken': {
      found: 'Another program has port {{port}} (UDP): the telephone cannot start.',
      remedy: 'End that program (often another telephone server), or set another SIP_PORT.',
    },
    'sip-silent': {
      found: 'The telephone does not answer on {{address}}.',
      remedy: 'See the log of the server; and whether the firewall lets UDP {{port}} in.',
    },
    'sip-free': { found: 'Port {{port}} is free for the telephone.', remedy: '' },
    'sip-outside': {
      found: 'Whether telephones elsewhere reach {{address}} does not show from this machine.',
      remedy: 'Let UDP and TCP {{port}} in at the firewall, and call from outside once.',
    },
    'trunk-unresolved': {
      found: 'The provider {{host}} is not known: {{problem}}.',
      remedy: 'Correct the host in SIP_TRUNK_URL.',
    },
    'sound-good': {
      found: 'Telephones are told to send sound to {{address}}, an address of this machine.',
      remedy: '',
    },
    'sound-announced': {
      found: 'Telephones are told to send sound to {{address}}, where the pages are as well.',
      remedy: '',
    },
    'sound-wrong': {
      found:
        'Telephones are told to send sound to {{address}}, which is neither this machine nor where {{host}} leads ({{public}}): calls are silent.',
      remedy: 'Set MEDIA_ADDRESS to the address under which this machine is reached from outside.',
    },
    'sound-private': {
      found: 'Telephones outside are told to send sound to an address of this house ({{address}}): calls are silent.',
      remedy: 'Set MEDIA_ADDRESS={{public}}, and pass the UDP ports {{ports}} on to this machine.',
    },
    'sound-ports': {
      found: 'Whether the UDP ports {{ports}} are open from outside does not show from this machine.',
      remedy: 'Let them in at the firewall, and hear the echo test from a telephone outside once.',
    },
    'disk-good': { found: '{{free}} are free.', remedy: '' },
    'disk-low': {
      found: 'Only {{free}} of {{total}} are free.',
      remedy: 'Make room, or shorten how long recordings are kept.',
    },
    'disk-full': {
      found: 'Only {{free}} of {{total}} are free: nothing new can be kept.',
      remedy: 'Make room now.',
    },
    'memory-good': { found: '{{free}} may still be used of {{total}}.', remedy: '' },
    'memory-low': {
      found: 'Only {{free}} may still be used of {{total}}.',
      remedy: 'Give the machine or the container more.',
    },
    'clock-good': { found: 'It goes as that of {{source}}.', remedy: '' },
    'clock-kept': { found: 'It is kept right by {{source}}.', remedy: '' },
    'clock-off': {
      found:
        'It is {{seconds}} s off that of {{source}}: codes of the second factor, certificates and reminders go wrong.',
      remedy: 'Switch on a time service: timedatectl set-ntp true, or chrony.',
    },
    'clock-unknown': {
      found: 'There is nothing here to compare it with.',
      remedy: 'Look yourself: timedatectl.',
    },
    'zones-good': { found: 'Time-zone data of {{version}}.', remedy: '' },
    'zones-old': {
      found: 'Time-zone data of {{version}}: rules that governments have changed since are not known.',
      remedy: 'Use a newer release of Node.',
    },
    'zones-differ': {
      found: 'Node ({{version}}) and our own tables differ about {{zones}}: mails are written by those of Node.',
      remedy: 'Use a newer release of Node and of WebMeeting; one of the two is behind.',
    },
    'zones-missing': {
      found: 'This Node does not know the zone {{zone}}.',
      remedy: 'Use a Node with whole ICU data, as nodejs.org and Debian have it.',
    },
    'versions-good': {
      found: 'WebMeeting {{version}}, Node {{node}}, SQLite {{sqlite}}, schema {{schema}}.',
      remedy: '',
    },
    'node-old': { found: 'Node {{node}} is older than {{wanted}}.', remedy: 'Use Node {{wanted}} or later.' },
    'schema-none': { found: 'There is no database yet: the first start makes it.', remedy: '' },
    'schema-old': {
      found: 'The database is of an older release ({{schema}}): the next start brings it up to {{wanted}}.',
      remedy: 'Make a backup, then start the server.',
    },
    'schema-newer': {
      found: 'The database is of a newer release ({{schema}}): this one ({{wanted}}) cannot use it.',
      remedy: 'Use the newer release, or restore the backup that was made before the upgrade.',
    },
    'files-good': { found: 'Nobody else can read {{folder}}.', remedy: '' },
    'files-missing': {
      found: 'The folder {{folder}} does not exist: the first start makes it.',
      remedy: 'See DATA_DIR when there should be one.',
    },
    'files-unreadable': {
      found: '{{file}} cannot be read or written by this user.',
      remedy: 'Run this as the user of the server; else: chown -R that user {{folder}}.',
    },
    'files-open': {
      found: 'Other users of this machine can read {{files}}.',
      remedy: 'chmod go-rwx {{files}}',
    },
    'key-missing': {
      found: 'There is a database and no secret.key: no link of any mail would open anything.',
      remedy: 'Bring secret.key back from a backup before the server starts, which would make a new one.',
    },
    'key-damaged': { found: 'secret.key is damaged.', remedy: 'Bring it back from a backup.' },
    'database-good': { found: 'SQLite finds nothing wrong.', remedy: '' },
    'database-damaged': {
      found: 'It is damaged: {{problem}}',
      remedy: 'Stop the server and restore the newest backup. Then check the disk.',
    },
    'leftovers-none': { found: 'Nothing is left over of something that broke off.', remedy: '' },
    'leftovers-some': {
      found: 'Left over of something that broke off: {{files}}',
      remedy: 'Remove them while the server is stopped.',
    },
    'open-files-good': { found: '{{limit}} at once.', remedy: '' },
    'open-files-low': {
      found: 'Only {{limit}} at once: each connection takes one.',
      remedy: 'Raise it: LimitNOFILE=65536 of systemd, ulimit -n elsewhere.',
    },
    'open-files-unknown': { found: 'This system does not tell.', remedy: 'ulimit -n' },
    'speech-good': { found: '{{engine}} speaks.', remedy: '' },
    'speech-missing': {
      found: 'Names and own texts are not spoken to telephones: {{problem}}',
      remedy: 'Install espeak-ng, or set SPEECH_COMMAND.',
    },
    'backup-good': { found: 'The newest is {{hours}} hours old.', remedy: '' },
    'backup-old': {
      found: 'The newest is {{days}} days old.',
      remedy: 'See Backups in the console, or run webmeeting backup.',
    },
    'backup-none': {
      found: 'There is none.',
      remedy: 'Set a schedule under Backups in the console, or run webmeeting backup.',
    },
    'database-unread': { found: 'The database cannot be opened: {{problem}}', remedy: 'See the data folder above.' },
  },
};
