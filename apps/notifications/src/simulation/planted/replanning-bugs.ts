import type { Reminder } from '../../reminders/domain/reminder.js';
import type { Settlement } from '../../reminders/application/sending/ledger.js';
import { deciding, instead } from './instead.js';
import type { Planted } from './planted.js';

const HOUR_MS = 3_600_000;

const isForm = (row: Pick<Reminder, 'family' | 'carriedBy'>): boolean =>
  row.family === 'survey' && row.carriedBy !== undefined;

/** Changes what becomes of forms that went along, by either way of writing it. */
const formsEnding = (
  name: string,
  breaks: string,
  turn: { readonly from: Settlement['to']; readonly to: 'planned' | 'skipped' },
): Planted => ({
  name,
  breaks,
  ports: ({ ledger }) => ({
    ledger: instead(ledger, {
      settle: (settlements, claim, within) =>
        ledger.settle(
          settlements.map((one) =>
            isForm(one.row) && one.to === turn.from && one.reason === 'MERGED' && one.note !== undefined
              ? { ...one, to: turn.to, dueAt: claim.at }
              : one,
          ),
          claim,
          within,
        ),
      put: (row, work) =>
        ledger.put(
          isForm(row) && row.state === turn.from && row.reason === 'MERGED' ? { ...row, state: turn.to } : row,
          work,
        ),
    }),
  }),
});

/** Bugs of forms that go along, of the last hours before a visit, and of planning again what waits. */
export const replanningBugs: readonly Planted[] = [
  formsEnding('merged form sent for itself as well', 'a form goes in a reminder or in its own message, never both', {
    from: 'skipped',
    to: 'planned',
  }),
  formsEnding('merged form lost when its carrier fails', 'a form whose message did not go out is owed for itself', {
    from: 'planned',
    to: 'skipped',
  }),
  {
    name: '2h sent without a miss',
    breaks: 'only who missed the visit before gets a text two hours before the next',
    process: ({ reactions }) =>
      deciding(
        reactions,
        'plan-appointment-reminders',
        (right) => (state, event, facts) =>
          right(state, { ...event, data: { ...(event.data as object), afterMiss: true } }, facts),
      ),
  },
  {
    name: 're-planning takes claimed rows back',
    breaks: 'planning again never changes a row that is sending or in doubt',
    shownBy: 148,
    ports: ({ waitingPlans }, { durable }) => ({
      waitingPlans: instead(waitingPlans, {
        page: async (query, within) => {
          await durable.rows.change((rows) =>
            rows
              .filter((row) => row.clinicId === query.clinicId && ['sending', 'unknown'].includes(row.state))
              .map(({ claim: _claim, ...row }) => ({ ...row, state: 'planned' as const })),
          );
          return waitingPlans.page(query, within);
        },
      }),
    }),
  },
  {
    name: 're-planning moves a reminder of a visit later',
    breaks: 'a reminder of a visit moves to its own time or before it, never later',
    ports: ({ waitingPlans }) => ({
      waitingPlans: instead(waitingPlans, {
        put: (plan, rows, work) =>
          waitingPlans.put(
            plan,
            rows.map((row) =>
              row.family === 'appointment' ? { ...row, dueAt: new Date(row.firstDueAt.getTime() + HOUR_MS) } : row,
            ),
            work,
          ),
      }),
    }),
  },
  {
    name: 'settings that come meanwhile are forgotten',
    breaks: 'what waits is planned by the newest settings of its clinic',
    shownBy: 285,
    ports: ({ ruleBook }) => ({
      ruleBook: instead(ruleBook, {
        putReplanning: ({ next: _next, ...job }, version, work) => ruleBook.putReplanning(job, version, work),
      }),
    }),
  },
  {
    name: 'a change of a clinic moves nothing',
    breaks: 'what waits is planned by the newest settings of its clinic',
    process: ({ reactions }) => deciding(reactions, 'replan-changed-clinics', () => (state) => ({ state, says: [] })),
  },
];
