import type { RuleChangeRecord } from '../records/types.js';
import { aRow, aRun, CLINIC } from './testing/a-run.js';
import { rulesAsPreviewed } from './rules-as-previewed.js';

const AT = '2027-04-12T11:00:00.000Z';
const EVENING = '2027-04-13T17:30:00.000Z';

const change = (changes: Partial<RuleChangeRecord> = {}): RuleChangeRecord => ({
  ...{ at: AT, clinicId: CLINIC, before: 4, after: 4, people: 2 },
  differences: [{ reminderId: 'r1', kind: '24h', to: { state: 'planned', dueAt: EVENING } }],
  ...changes,
});

const moved = (dueAt: string, clinicId = CLINIC) =>
  aRow({ clinicId, history: [{ at: AT, to: 'planned', reason: 'RULE_CHANGED', dueAt }] });

describe('the check of changed rules', () => {
  it('holds when every row that the preview listed moved as it said', () => {
    expect(rulesAsPreviewed(aRun({ rules: [change()], ledger: [moved(EVENING)] }))).toEqual([]);
  });

  it.each([
    ['a row that was not moved', [aRow()]],
    ['a row that was moved to another time', [moved('2027-04-13T18:30:00.000Z')]],
    ['a row that is gone', []],
  ])('finds %s', (_what, ledger) => {
    expect(rulesAsPreviewed(aRun({ rules: [change()], ledger }))).toHaveLength(1);
  });

  it('finds a row that changed although the preview did not list it', () => {
    expect(rulesAsPreviewed(aRun({ rules: [change({ differences: [] })], ledger: [moved(EVENING)] }))).toHaveLength(1);
  });

  it('looks at the rows of the clinic alone', () => {
    const ledger = [moved(EVENING, 'another-clinic')];
    expect(rulesAsPreviewed(aRun({ rules: [change({ differences: [] })], ledger }))).toEqual([]);
  });
});
