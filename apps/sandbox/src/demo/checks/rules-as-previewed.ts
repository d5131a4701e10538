import type { LedgerRecord, RuleChangeRecord, RuleDifference, RunRecords } from '../records/types.js';
import type { Check } from './check.js';
import { groupBy } from './people-messages.js';

const REASON = 'RULE_CHANGED';

/** The row's history entry that a change of rules at an instant made. */
const entryOf = (row: LedgerRecord | undefined, at: string): LedgerRecord['history'][number] | undefined =>
  row?.history.find((entry) => entry.reason === REASON && Date.parse(entry.at) === Date.parse(at));

const isAsSaid = ({ to, dueAt }: LedgerRecord['history'][number], said: RuleDifference['to']): boolean =>
  to === said.state && (dueAt === undefined || Date.parse(dueAt) === Date.parse(said.dueAt));

const judge = (change: RuleChangeRecord, ledger: readonly LedgerRecord[]): readonly string[] => {
  const rows = groupBy(ledger, ({ reminderId }) => reminderId);
  const said = new Map(change.differences.map((one) => [one.reminderId, one]));
  const missing = change.differences.flatMap(({ reminderId, kind, to }) => {
    const entry = entryOf(rows.get(reminderId)?.[0], change.at);
    if (entry !== undefined && isAsSaid(entry, to)) return [];
    return [`row ${reminderId} (${kind}) should have become ${to.state}, due ${to.dueAt}, at ${change.at}`];
  });
  const unsaid = ledger
    .filter((row) => entryOf(row, change.at) !== undefined && !said.has(row.reminderId))
    .map(
      ({ reminderId, kind }) => `row ${reminderId} (${kind}) changed at ${change.at}, and the preview did not say so`,
    );
  return [...missing, ...unsaid];
};

/** Applied rules changed exactly the rows that their preview listed, and in the way that it said. */
export const rulesAsPreviewed: Check = ({ rules, ledger }: RunRecords) =>
  rules.flatMap((change) =>
    judge(
      change,
      ledger.filter(({ clinicId }) => clinicId === change.clinicId),
    ),
  );
