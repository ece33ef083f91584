import { expect } from 'chai';
import { DOCUMENT_FIELDS, readFields, writeFields } from '../../../src/client/calendar/admin/document-fields.ts';
import { documentSettingsSchema } from '../../../src/contract/http/document.ts';

const GIB = 1024 ** 3;
const SETTINGS = {
  quotaBytes: 10 * GIB,
  uploadMaxBytes: 2.5 * GIB,
  binDays: 30,
  recordingHoursMax: 8,
  recordingKeepDays: 0,
  sourceKeepDays: 7,
};

describe('the fields of the settings of documents', () => {
  it('show sizes in gigabytes, and say the same again', () => {
    const texts = writeFields(SETTINGS);
    expect(texts).to.deep.equal({
      quotaBytes: '10',
      uploadMaxBytes: '2.5',
      binDays: '30',
      recordingHoursMax: '8',
      recordingKeepDays: '0',
      sourceKeepDays: '7',
    });
    expect(readFields(texts).wanted).to.deep.equal(SETTINGS);
    expect(readFields({ ...texts, uploadMaxBytes: ' 2,5 ' }).wanted).to.deep.equal(SETTINGS);
  });

  it('are wrong where the server would refuse them, and nowhere else', () => {
    const texts = writeFields(SETTINGS);
    for (const [name, text] of [
      ['quotaBytes', '-1'],
      ['quotaBytes', 'much'],
      ['binDays', '1.5'],
      ['recordingHoursMax', '0'],
      ['recordingHoursMax', '25'],
      ['sourceKeepDays', ''],
    ] as const) {
      const read = readFields({ ...texts, [name]: text });
      expect([...read.wrong], text).to.deep.equal([name]);
      expect(read.wanted).to.equal(undefined);
    }
    for (const end of ['lowest', 'highest'] as const) {
      const edge = Object.fromEntries(Object.entries(DOCUMENT_FIELDS).map(([name, rule]) => [name, String(rule[end])]));
      const { wanted } = readFields({ ...texts, ...edge });
      expect(documentSettingsSchema.safeParse(wanted).success, end).to.equal(true);
    }
  });
});
