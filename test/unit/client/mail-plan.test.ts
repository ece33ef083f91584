import { expect } from 'chai';
import { mailPlan, peopleTold, planOfDeletion } from '../../../src/client/calendar/editor/mail-plan.ts';
import type { EventBody } from '../../../src/contract/http/event.ts';

const zoe = { email: 'zoe@example.org', name: 'Zoé' };
const john = { email: 'john@example.com', name: '' };
const olga = { email: 'olga@example.org', name: 'Olga' };

describe('the mails that saving will send', () => {
  it('are grouped by what people are told, each by the name, else by the address', () => {
    const plan = mailPlan({
      mails: [
        { ...zoe, kind: 'invitation' },
        { ...john, kind: 'update' },
        { ...zoe, kind: 'cancellation' },
        { ...john, kind: 'removal' },
        { ...olga, kind: 'organizer' },
        { ...olga, kind: 'organizerUpdate' },
      ],
    });
    expect(plan).to.deep.equal({
      invited: ['Zoé'],
      updated: ['john@example.com'],
      cancelled: ['Zoé', 'john@example.com'],
      own: ['Olga', 'Olga'],
    });
  });

  it('count those who are told, without the organizer’s own copy', () => {
    const plan = mailPlan({
      mails: [
        { ...zoe, kind: 'update' },
        { ...olga, kind: 'organizerUpdate' },
      ],
    });
    expect(peopleTold(plan)).to.equal(1);
  });

  it('are cancellations for everyone when the event is deleted', () => {
    const event = { invitees: [zoe, john] } as unknown as EventBody;
    expect(planOfDeletion(event)).to.deep.equal({
      invited: [],
      updated: [],
      cancelled: ['Zoé', 'john@example.com'],
      own: [],
    });
  });
});
