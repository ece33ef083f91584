import { expect } from 'chai';
import {
  draftOf,
  isPast,
  type LicenceDraft,
  readLicence,
} from '../../../src/client/calendar/admin/licences/licence-draft.ts';
import { type LicenceBody, licenceRequest } from '../../../src/contract/http/licence.ts';

const ZONE = 'Europe/Paris';
const DRAFT: LicenceDraft = { type: 'seats', seats: '25', endsOn: '', reference: ' PO-1 ' };

describe('a licence as it is typed in', () => {
  it('says the same again, the last day in the zone of who looks', () => {
    const body: LicenceBody = {
      ...{ service: 'record', type: 'subscription', state: 'registered', seats: 25, seatsUsed: 3, reference: 'PO-1' },
      endsAt: '2027-06-30T22:00:00.000Z',
    };
    const draft = draftOf(body, ZONE);
    expect(draft).to.deep.equal({ type: 'subscription', seats: '25', endsOn: '2027-06-30', reference: 'PO-1' });
    const { wanted } = readLicence(draft, ZONE);
    expect(wanted).to.deep.include({ endsAt: body.endsAt, seats: 25 });
    expect(licenceRequest.safeParse(wanted).success).to.equal(true);
  });

  it('takes numbers as people group them, and refuses what is none', () => {
    const seatsOf = (seats: string) => readLicence({ ...DRAFT, seats }, ZONE).wanted;
    for (const typed of ['1000', '1 000', '1\u202f000', '1,000', '1.000'])
      expect(seatsOf(typed), typed).to.deep.include({ seats: 1_000 });
    for (const typed of ['', '-1', 'many', '1000001', '12345678'])
      expect([...readLicence({ ...DRAFT, seats: typed }, ZONE).wrong], typed).to.deep.equal(['seats']);
  });

  it('of a subscription may leave the number out, and not the day', () => {
    const open = { ...DRAFT, type: 'subscription', seats: '' } as const;
    expect([...readLicence(open, ZONE).wrong]).to.deep.equal(['endsOn']);
    expect(readLicence({ ...open, endsOn: '2027-06-30' }, ZONE).wanted).to.deep.equal({
      ...{ type: 'subscription', seats: null, endsAt: '2027-06-30T22:00:00.000Z', reference: 'PO-1' },
    });
  });

  it('is over with the midnight after its last day', () => {
    expect(isPast('2027-06-30', ZONE, Date.parse('2027-06-30T21:59:59Z'))).to.equal(false);
    expect(isPast('2027-06-30', ZONE, Date.parse('2027-06-30T22:00:00Z'))).to.equal(true);
    expect(isPast('', ZONE, 0)).to.equal(false);
  });
});
