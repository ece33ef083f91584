const PIECES = [
  '<script>alert(1)</script>',
  '<img src=x onerror="alert(1)">',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></td></tr></table><h1>Other</h1>',
  '<a href="https://evil.example.net/">click</a>',
  '{{link}} {{organizer}} <!--each blocks--> <!--end-->',
  '<!--[if mso]><p>Outlook</p><![endif]-->',
  '&lt;b&gt; &amp; &#x3c;i&#x3e;',
  'x\r\nBcc: evil@example.net\r\n\r\nbody',
  'x\nATTENDEE:mailto:evil@example.net\nEND:VEVENT',
  '=?UTF-8?Q?=0D=0ABcc:_evil@example.net?=',
  'x", <evil@example.net>, "y',
  'evil@example.net, other@example.net;',
  'a\u0000b\u0007c\u001bd\u007fe\u0085f',
  'line\u2028separator\u2029paragraph',
  '\u202eright to left\u2066 isolate',
  '\ud800 half of a pair',
  '👩‍👩‍👧‍👦 e\u0301 ﷽ 𝒳',
  `${'long '.repeat(38)}end`,
];

const around = [
  (text: string) => text,
  (text: string) => `Meeting ${text} of the board`,
  (text: string) => `${text}${text}`,
];

/** What people and programs put where a title or a name is expected. */
export const HOSTILE_TEXTS: readonly string[] = PIECES.flatMap((piece) => around.map((wrap) => wrap(piece)));

/** Where a mail holds what somebody else wrote. */
const FREE = new Set([
  ...[
    'title',
    'name',
    'location',
    'description',
    'words',
    'comment',
    'text',
    'reason',
    'delegate',
    'country',
    'number',
  ],
]);

/** The same mail with `text` wherever it holds what somebody else wrote. */
export const withHostileTexts = <Mail>(mail: Mail, text: string): Mail => {
  const turn = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return FREE.has(key) && value !== '' ? text : value;
    if (Array.isArray(value)) return value.map((item) => turn(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, turn(inner, name)]));
  };
  return turn(mail, '') as Mail;
};
