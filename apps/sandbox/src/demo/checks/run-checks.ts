import type { RunRecords } from '../records/types.js';
import { activeBooking } from './active-booking.js';
import { allowedHours } from './allowed-hours.js';
import type { Check, CheckResult, Expectations } from './check.js';
import { neutralWords } from './neutral-words.js';
import { oneRowPerMessage } from './one-row-per-message.js';
import { reportFigures } from './report-figures.js';
import { routineDays } from './routine-days.js';
import { rulesAsPreviewed } from './rules-as-previewed.js';
import { runSize } from './run-size.js';
import { sentInTime } from './sent-in-time.js';
import { silenceAfterStop } from './silence-after-stop.js';

/** What a full run shows at least. */
const FULL_SIZE = { clients: 150, sessions: 600 };

const checksFor = ({ isFullRun, until }: Expectations): readonly (readonly [string, Check])[] => [
  ['every message to a person belongs to one ledger row', oneRowPerMessage],
  ['every message speaks of the booking as it stands', activeBooking],
  ['nobody is written to at night', allowedHours],
  ['no form and no nudge on a Sunday or a public holiday', routineDays],
  ['STOP is obeyed', silenceAfterStop],
  ['no message says what it is about', neutralWords],
  ['every row left in time or says why not', sentInTime(until)],
  ['changed rules did what their preview said, row by row', rulesAsPreviewed],
  ['the reports equal a recount of the answers', reportFigures(until)],
  ...(isFullRun ? [['the run is large enough', runSize(FULL_SIZE, until)] as const] : []),
];

/** Everything that the records of a run must show. */
export const runChecks = (records: RunRecords, expectations: Expectations): readonly CheckResult[] =>
  checksFor(expectations).map(([name, check]) => {
    const problems = check(records);
    return { name, ok: problems.length === 0, problems };
  });
