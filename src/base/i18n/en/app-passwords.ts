/** Passwords for calendar programs. */
export const appPasswords = {
  title: 'Devices and calendar programs',
  intro:
    'Use this calendar in Thunderbird, on a telephone or in any program that speaks CalDAV. Each gets a password of its own; your account password does not work there.',
  empty: 'No program is connected yet.',
  created: 'made on {{day}}',
  used: 'last used {{when}}',
  usedNow: 'last used just now',
  neverUsed: 'not used yet',
  revoke: 'Revoke',
  revokeLabel: 'Revoke the password “{{name}}”',
  name: 'New device or program',
  nameHint: 'For you alone, to recognise it later.',
  namePlaceholder: 'Thunderbird at work',
  nameEmpty: 'Give it a name.',
  add: 'Make a password',
  most: 'At most {{count}} passwords. Revoke one that is no longer used.',
  box: {
    title: 'The password for “{{name}}”',
    once: 'It is shown this once. Put it into the program now; if it is lost, make another one.',
    password: 'Password',
    server: 'Server address',
    user: 'User name',
    copyPassword: 'Copy the password',
    copyServer: 'Copy the server address',
    copyUser: 'Copy the user name',
    done: 'I have put it in',
  },
  revoking: {
    title: 'Revoke this password?',
    text: '“{{name}}” can no longer read or change your calendars. What it has loaded stays on that device.',
    action: 'Revoke the password',
    done: 'The password is revoked.',
  },
  insecure:
    'This page is not served over https. Calendar programs are let in over https alone, or on the server’s own machine.',
  guides: {
    title: 'How to connect',
    more: 'Manual of {{program}}',
    thunderbird:
      'New calendar › On the network. Enter the user name and the server address, then choose the calendars.',
    apple:
      'Settings › Calendar accounts › Add account › Other › CalDAV account. On a Mac choose the account type “Manual”.',
    davx: 'Add an account › Login with URL and user name. The server address is the base URL.',
    evolution: 'File › New › Collection account. Enter the user name, open the advanced options and enter the server.',
    command: 'A “caldav” storage with url, username and password; then “vdirsyncer discover” and “vdirsyncer sync”.',
  },
};
