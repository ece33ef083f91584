import { expect } from 'chai';
import { admin as english } from '../../../src/base/i18n/en/admin.ts';
import { admin as french } from '../../../src/base/i18n/fr/admin.ts';
import type { HostedReason } from '../../../src/invitations/hosted/hosted-verdict.ts';

/** As a record: a code that is added fails to compile until it is here. */
const REASONS: Record<HostedReason, true> = {
  'meeting-made': true,
  'meeting-changed': true,
  'meeting-cancelled': true,
  'refused-domain': true,
  'refused-right': true,
  'refused-quota': true,
  'refused-past': true,
  'refused-unreadable': true,
  loop: true,
  'no-organizer': true,
  'several-organizers': true,
  'not-authentic': true,
  'not-the-organizer': true,
  'known-here': true,
  'not-asked': true,
  'older-version': true,
  unchanged: true,
  'unknown-event': true,
  unreadable: true,
};

describe('why a mail to the meeting address has its state', () => {
  for (const reason of Object.keys(REASONS))
    it(`${reason}: is explained in both languages`, () => {
      for (const { inbox } of [english, french]) expect(inbox.reason).to.have.property(reason).that.is.not.equal('');
    });
});
