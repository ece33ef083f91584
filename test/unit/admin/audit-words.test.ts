import { expect } from 'chai';
import { audit as english } from '../../../src/base/i18n/en/audit.ts';
import { audit as french } from '../../../src/base/i18n/fr/audit.ts';
import { AUDIT_GROUPS } from '../../../src/contract/http/audit.ts';
import { AUDIT_ACTIONS } from '../../../src/platform/audit.ts';

const subjectOf = (action: string): string => action.slice(0, action.indexOf('.'));

describe('the words of the audit log', () => {
  it('tell of every action in both languages, and of nothing that there is not', () => {
    for (const { actions } of [english, french]) {
      const told = Object.entries(actions).flatMap(([subject, verbs]) =>
        Object.keys(verbs).map((verb) => `${subject}.${verb}`),
      );
      expect(told.toSorted()).to.deep.equal([...AUDIT_ACTIONS].toSorted());
      for (const [subject, verbs] of Object.entries(actions))
        for (const [verb, sentence] of Object.entries(verbs)) {
          expect(sentence, `${subject}.${verb}`).to.match(/\.$/);
          expect(sentence.replace(/\{\{(?:who|target)\}\}/g, ''), sentence).not.to.include('{{');
        }
    }
  });

  it('have each action in one group, and each group a name', () => {
    const subjects = Object.values(AUDIT_GROUPS).flat();
    expect([...new Set(subjects)]).to.deep.equal(subjects);
    expect([...new Set(AUDIT_ACTIONS.map(subjectOf))].toSorted()).to.deep.equal([...subjects].toSorted());
    for (const { groups } of [english, french])
      expect(Object.keys(groups).toSorted()).to.deep.equal(['all', ...Object.keys(AUDIT_GROUPS)].toSorted());
  });
});
