import { expect } from 'chai';
import { composeInvitation } from '../../src/invitations/compose-invitation.ts';
import { type Composer, createComposer } from '../../src/invitations/composer.ts';
import { invitationMail } from '../kit/invitation-mail.ts';

describe('the thread that composes', () => {
  let composer: Composer;
  beforeEach(() => {
    composer = createComposer();
  });
  afterEach(() => composer.stop());

  it('composes what the function composes, in order, more mails than one message to it holds', async () => {
    const mails = Array.from({ length: 120 }, (_, index) => invitationMail({ uid: `event-${index}` }));
    const composed = await composer.compose(mails);
    expect(composed).to.have.length(120);
    for (const index of [0, 49, 50, 119])
      expect(composed[index]).to.deep.equal(composeInvitation(invitationMail({ uid: `event-${index}` })));
    expect(Buffer.isBuffer(composed[0]?.mime)).to.equal(true);
  });

  it('refuses a mail that cannot be composed and goes on with the next', async () => {
    const bad = invitationMail({ recipient: { name: '', address: 'a@x.org, b@x.org', timeZone: 'UTC' } });
    const refused = await composer.compose([bad]).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(Error);
    expect(await composer.compose([invitationMail()])).to.have.length(1);
  });

  it('fails what was under way when it is stopped, and starts anew for what comes later', async () => {
    const underWay = composer.compose([invitationMail()]).catch((error: unknown) => error);
    await composer.stop();
    expect(await underWay).to.be.instanceOf(Error);
    expect(await composer.compose([invitationMail()])).to.have.length(1);
  });
});
