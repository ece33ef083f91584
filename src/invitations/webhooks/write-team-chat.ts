import type { WebhookForm } from '../../base/webhook-kinds.ts';
import type { TeamChatMessage } from './team-chat-message.ts';

export type TeamChatForm = Exclude<WebhookForm, 'json'>;

/** Between an @ and a name it keeps "@all" in a title from waking everybody. */
const WORD_JOINER = '\u2060';

/** CommonMark with the additions of Mattermost and Rocket.Chat: every sign that could begin something is said to be itself. */
const markdown = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]()#+\-.!|~<>:]/g, (sign) => `\\${sign}`)
    .replace(/@/g, `@${WORD_JOINER}`)
    // Rocket.Chat and Mattermost make links of bare addresses, which are not ours to offer.
    .replace(/\bwww\\\./gi, `www${WORD_JOINER}.`);

/** Rocket.Chat knows no backslash before most signs: what would be markup gets a joiner beside it instead. */
const rocketText = (text: string): string => text.replace(/[*_~`[\]()@>#|!]/g, (sign) => `${sign}${WORD_JOINER}`);

/** https://api.slack.com/reference/surfaces/formatting: three signs begin everything, `<!channel>` as well as links. */
const mrkdwn = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[*_~`]/g, (sign) => `${WORD_JOINER}${sign}${WORD_JOINER}`);

const html = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** An address of ours holds none of the signs that end a link; should one, it is written as its code. */
const safeUrl = (url: string): string =>
  new URL(url).href.replace(/[()<>|]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);

/** For people who paste it themselves. */
export const asPlainText = ({ headline, colon, title, lines, link }: TeamChatMessage): string =>
  [
    title === '' ? headline : `${headline}${colon}${title}`,
    ...lines,
    ...(link === undefined ? [] : [`${link.label}${colon}${link.url}`]),
  ].join('\n');

const mattermost = ({ headline, colon, title, lines, link }: TeamChatMessage): object => ({
  text: [
    title === '' ? markdown(headline) : `${markdown(headline)}${markdown(colon)}**${markdown(title)}**`,
    ...lines.map(markdown),
    ...(link === undefined ? [] : [`[${markdown(link.label)}](${safeUrl(link.url)})`]),
  ].join('  \n'),
});

const slack = ({ headline, colon, title, lines, link }: TeamChatMessage): object => {
  const head = title === '' ? mrkdwn(headline) : `${mrkdwn(headline)}${colon}*${mrkdwn(title)}*`;
  const text = [head, ...lines.map(mrkdwn)].join('\n');
  if (link === undefined) return { text };
  return {
    // What notifications show, and programs that know no blocks.
    text: `${text}\n<${safeUrl(link.url)}|${mrkdwn(link.label)}>`,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text } },
      {
        type: 'actions',
        elements: [
          { type: 'button', style: 'primary', text: { type: 'plain_text', text: link.label }, url: safeUrl(link.url) },
        ],
      },
    ],
  };
};

const rocketChat = ({ headline, colon, title, lines, link }: TeamChatMessage): object => ({
  text: title === '' ? rocketText(headline) : `${rocketText(headline)}${colon}*${rocketText(title)}*`,
  attachments: [
    {
      text: lines.map(rocketText).join('\n'),
      ...(link !== undefined && {
        actions: [{ type: 'button', text: link.label, url: safeUrl(link.url) }],
      }),
    },
  ],
});

/** https://spec.matrix.org/v1.11/client-server-api/#mroommessage; without `m.mentions` a title could name the whole room. */
const matrix = (message: TeamChatMessage): object => {
  const { headline, colon, title, lines, link } = message;
  const head = title === '' ? html(headline) : `${html(headline)}${colon}<strong>${html(title)}</strong>`;
  const anchor = link === undefined ? [] : [`<a href="${html(link.url)}">${html(link.label)}</a>`];
  return {
    msgtype: 'm.text',
    body: asPlainText(message),
    format: 'org.matrix.custom.html',
    formatted_body: [head, ...lines.map(html), ...anchor].join('<br>'),
    'm.mentions': {},
  };
};

const WRITERS: Readonly<Record<TeamChatForm, (message: TeamChatMessage) => object>> = {
  mattermost,
  slack,
  rocketchat: rocketChat,
  matrix,
};

/** The body of the call that posts a message to a team chat, escaped for its markup. */
export const writeTeamChat = (form: TeamChatForm, message: TeamChatMessage): string =>
  JSON.stringify(WRITERS[form](message));
