import { expect } from 'chai';
import MarkdownIt from 'markdown-it';
import type { TeamChatMessage } from '../../../../src/invitations/webhooks/team-chat-message.ts';
import { asPlainText, type TeamChatForm, writeTeamChat } from '../../../../src/invitations/webhooks/write-team-chat.ts';

const HOSTILE = [
  '<!channel> <@U123> & co',
  '@all @channel @here',
  '[click](https://evil.example) ![x](https://evil.example/x.png)',
  '**bold** _it_ `code` ~~gone~~ # head',
  '<b onclick="x">&lt;</b>',
  '| a | b |\\',
];

const message = (title: string): TeamChatMessage => ({
  headline: 'New meeting',
  colon: ': ',
  title,
  lines: [`Monday, ${title}`],
  link: { label: 'Join', url: 'https://meet.example.org/m/123456789' },
});

const written = (form: TeamChatForm, title: string) =>
  JSON.parse(writeTeamChat(form, message(title))) as Record<string, string> & { attachments: { text: string }[] };

describe('messages to team chats', () => {
  it('of Mattermost say what was typed, and link to the meeting alone', () => {
    for (const title of HOSTILE) {
      const html = new MarkdownIt({ linkify: false }).render(written('mattermost', title)['text'] ?? '');
      const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
      expect(hrefs, title).to.deep.equal(['https://meet.example.org/m/123456789']);
      expect(html).not.to.match(/<(?:img|em|code|s|h1|table)\b/);
      expect(html.match(/<strong>/g), title).to.have.length(1);
    }
  });

  it('wake nobody by a name in a title', () => {
    for (const form of ['mattermost', 'rocketchat'] as const)
      expect(writeTeamChat(form, message('@all @channel @here'))).not.to.match(/@(all|channel|here)/);
    expect(written('slack', '<!channel> <@U123>')['text']).not.to.match(/<[!@]/);
    expect(written('matrix', '@room')['m.mentions']).to.deep.equal({});
  });

  it('of Matrix are text and HTML of the same words', () => {
    for (const title of HOSTILE) {
      const { body, formatted_body: html = '' } = written('matrix', title);
      expect(body).to.equal(asPlainText(message(title)));
      expect(html.replace(/<\/?strong>|<br>|<a href="[^"<>]*">|<\/a>/g, '')).not.to.match(/[<>]/);
    }
  });

  it('without a meeting have no link', () => {
    const { link: _, ...bare } = message('Lunch');
    for (const form of ['mattermost', 'slack', 'rocketchat', 'matrix'] as const)
      expect(writeTeamChat(form, bare)).not.to.include('http');
  });
});
