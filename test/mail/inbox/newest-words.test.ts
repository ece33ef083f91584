import { expect } from 'chai';
import { htmlWords } from '../../../src/mail/inbox/html-words.ts';
import { newestWords } from '../../../src/mail/inbox/newest-words.ts';

describe('the newest words of a mail', () => {
  it('are those above what is quoted, in every usual form', () => {
    for (const quoted of [
      'On Mon, Mar 1, 2027 at 10:00 AM Ann Smith <ann@example.org> wrote:\n\n> Hello\n> Bob',
      'On Mon, Mar 1, 2027 at 10:00 AM Ann Smith via WebMeeting <meet+abcdefghijklmnopqrstuvwxyz@example.org>\nwrote:\n\n> Hello',
      'Le lun. 1 mars 2027 à 10:00, Ann Smith <ann@example.org> a écrit :\n\n> Bonjour',
      'Le lun. 1 mars 2027 à 10:00, Ann Smith <ann@example.org> a\nécrit\u00a0:\n\n> Bonjour',
      'Le 1 mars 2027 à 10:00, Ann Smith <ann@example.org> a écrit :\n\nBonjour, sans marque',
      'Am 01.03.2027 um 10:00 schrieb Ann Smith:\n> Hallo',
      'Ann Smith wrote:\n> Hello',
      '-----Original Message-----\nFrom: Ann\nSent: Monday\n\nHello',
      '-----Message d’origine-----\nDe : Ann\n\nBonjour',
      '________________________________\nFrom: Ann Smith <ann@example.org>\nSent: Monday, March 1, 2027\nTo: Bob\nSubject: Budget\n\nHello',
      'De : Ann Smith <ann@example.org>\nEnvoyé : lundi 1 mars 2027 10:00\nÀ : Bob\nObjet : Budget\n\nBonjour',
      '*From:* Ann Smith\n*Sent:* Monday\n*To:* Bob\n\nHello',
      '-- \nBob Miller\nACME',
      '--\nBob',
      'Sent from my iPhone',
      'Envoyé de mon iPhone\n\nLe 1 mars 2027 à 10:00, Ann <ann@example.org> a écrit :\n\n> Bonjour',
      'Get Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Ann',
    ])
      expect(newestWords(`I am late.\nStart without me.\n\n${quoted}`), quoted).to.equal(
        'I am late.\nStart without me.',
      );
  });

  it('are found among what they answer line by line', () => {
    expect(newestWords('Ann wrote:\n> At ten?\nYes.\n> In Paris?\nNo, in Lyon.')).to.equal('Yes.\nNo, in Lyon.');
  });

  it('stay whole when they only look like it', () => {
    for (const words of [
      'On Monday I wrote:\nnothing',
      'From: here to there is an hour.',
      'Le train a du retard, il a écrit son heure : 10:00',
      'One -- two',
      'To: be or not to be',
    ])
      expect(newestWords(words).split('\n')[0], words).to.equal(words.split('\n')[0]);
  });

  it('have no control characters and no end in the middle of one, and are not endless', () => {
    expect(newestWords('a\u0000b\u001b[31mc\u202ed\r\ne\u2028f\ud800')).to.equal('ab[31mcd\ne\nf');
    expect(newestWords('x'.repeat(100_000))).to.have.length(5_000);
    expect(newestWords(`a${'😀'.repeat(10_000)}`)).not.to.match(/\p{Surrogate}/u);
    expect(newestWords('a\n\n\n\n\nb')).to.equal('a\n\nb');
  });
});

describe('the words of an HTML mail', () => {
  const words = (html: string): string => newestWords(htmlWords(html));

  it('are its text, line by line', () => {
    const html =
      '<html><head><title>No</title><style>p{}</style></head><body><p>I&#39;m l&eacute;ger &amp; late&nbsp;&#x263A;</p><p>Start<br>without me</p><script>no()</script><!-- no --></body></html>';
    expect(words(html)).to.equal("I'm léger & late ☺\nStart\nwithout me");
  });

  it('are those above what Gmail, Apple, Thunderbird, Yahoo and Outlook quote', () => {
    for (const quoted of [
      '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon Ann wrote:<br></div><blockquote>Hello<div>x</div></blockquote></div>',
      '<br><blockquote type="cite"><div>On 1 Mar 2027, at 10:00, Ann wrote:</div><div>Hello</div></blockquote>',
      '<div class="moz-cite-prefix">On 1/3/27 Ann wrote:<br></div><blockquote type="cite" cite="mid:x">Hello</blockquote>',
      '<div id="ydp1" class="yahoo_quoted"><div>Hello</div></div>',
      '<hr><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Ann</div><div>Hello</div>',
      '<div id=appendonsend></div><div>Hello</div>',
      '<div style="border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Ann<br><b>Sent:</b> Monday<br><b>To:</b> Bob<br><b>Subject:</b> Budget</p></div><p>Hello</p>',
    ])
      expect(words(`<div>I am late.</div>${quoted}`), quoted).to.equal('I am late.');
  });

  it('come in one pass from tags that never end', () => {
    const begunMs = Date.now();
    for (const html of [
      '<'.repeat(200_000),
      '<!--'.repeat(50_000),
      '<blockquote>'.repeat(20_000),
      '<p class="'.repeat(20_000),
      '&#x'.repeat(70_000),
    ])
      htmlWords(html);
    expect(Date.now() - begunMs).to.be.lessThan(2_000);
  });
});
