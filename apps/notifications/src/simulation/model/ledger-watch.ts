import type { Reminder, State } from '../../reminders/domain/reminder.js';
import type { InMemoryRows } from '../../reminders/testing/in-memory-rows.js';

/** Where a row may go from a state. Whatever is not in here never happens. */
const WAYS: Readonly<Record<State | 'new', readonly State[]>> = {
  // Booked and cancelled in one batch: planned and withdrawn at once.
  new: ['planned', 'skipped', 'withdrawn'],
  planned: ['planned', 'sending', 'withdrawn', 'skipped', 'sent', 'delivered', 'failed'],
  // One that was taken back while it was under way is withdrawn by the next claim.
  sending: [
    'sending',
    'planned',
    'held',
    'skipped',
    'withdrawn',
    'rehearsed',
    'sent',
    'failed',
    'delivered',
    'unknown',
  ],
  unknown: ['unknown', 'sent', 'delivered', 'failed', 'planned', 'skipped'],
  held: ['held', 'planned', 'withdrawn', 'skipped'],
  sent: ['sent', 'delivered', 'failed'],
  failed: ['failed', 'delivered'],
  withdrawn: ['withdrawn', 'planned', 'skipped'],
  // A form comes back when the message that took it along did not arrive.
  skipped: ['skipped', 'planned'],
  rehearsed: ['rehearsed'],
  delivered: ['delivered'],
};

export interface Move {
  readonly before: Reminder | undefined;
  readonly after: Reminder;
}

const LOOKS_BEFORE_SENDING_AGAIN = 3;

const emptyLooks = ({ history }: Reminder): number => {
  const claimed = history.findLastIndex(({ to }) => to === 'sending');
  return history.slice(claimed).filter(({ note }) => note?.startsWith('look ') === true).length;
};

/** Under the claim of another row's message. */
export const isTakenAlong = ({ carriedBy, claim }: Reminder): boolean =>
  carriedBy !== undefined && carriedBy.claimId === claim?.id;

const isClaimed = (before: Reminder, after: Reminder): boolean =>
  after.state === 'sending' && after.claim?.id !== before.claim?.id;

const wrongClaim = (before: Reminder, after: Reminder): string | undefined => {
  if (!isClaimed(before, after)) return undefined;
  if (before.state === 'sending') return 'was claimed twice';
  const at = after.claim?.at ?? before.dueAt;
  if (isTakenAlong(after)) return undefined;
  return before.state === 'planned' && before.dueAt > at ? 'was claimed before it was due' : undefined;
};

const wrongRetry = (before: Reminder, after: Reminder): string | undefined => {
  if (before.state !== 'unknown' || after.state !== 'planned') return undefined;
  // A form shares the fate of the row that takes it along.
  if (isTakenAlong(before)) return undefined;
  return emptyLooks(after) < LOOKS_BEFORE_SENDING_AGAIN || before.channel === 'email'
    ? 'was planned again although nobody had said three times that it was not sent'
    : undefined;
};

/** Only a form that went along does. */
const comesBack = ({ before, after }: Move): boolean =>
  before?.state === 'skipped' && after.state === 'planned' && before.carriedBy === undefined;

/** What is wrong with a move, whatever the reason for it. */
export const wrongMove = ({ before, after }: Move): string | undefined => {
  const from = before?.state ?? 'new';
  if (!WAYS[from].includes(after.state) || comesBack({ before, after })) return `went from ${from} to ${after.state}`;
  if (before === undefined) return undefined;
  if (after.history.length < before.history.length) return 'forgot a part of its history';
  return wrongClaim(before, after) ?? wrongRetry(before, after);
};

/** When rows want something next. */
export type NextTimes = Readonly<Wanted>;

interface Wanted {
  planned: number;
  held: number;
  unknown: number;
  unheard: number;
  sending: number;
}

const NEVER = Infinity;
const nothing = (): Wanted => ({ planned: NEVER, held: NEVER, unknown: NEVER, unheard: NEVER, sending: 0 });

/** Sees every row that a commit changed. */
export class LedgerWatch {
  next: NextTimes = nothing();
  private seen: readonly Reminder[] = [];
  private before = new Map<string, Reminder>();

  constructor(private readonly rows: InMemoryRows) {}

  /** The moves since the last look. */
  look(): readonly Move[] {
    const rows = this.rows.all();
    if (rows === this.seen) return [];
    this.seen = rows;
    const moves: Move[] = [];
    const next = nothing();
    for (const after of rows) {
      count(after, next);
      const before = this.before.get(after.id);
      if (before === after) continue;
      moves.push({ before, after });
      this.before.set(after.id, after);
    }
    this.next = next;
    return moves;
  }
}

const count = (row: Reminder, next: Wanted): void => {
  switch (row.state) {
    case 'planned':
      next.planned = Math.min(next.planned, row.dueAt.getTime());
      break;
    case 'held':
      next.held = Math.min(next.held, row.dueAt.getTime());
      break;
    case 'sent':
      next.unheard = Math.min(next.unheard, row.heardBy?.getTime() ?? NEVER);
      break;
    case 'unknown':
      next.unknown = Math.min(next.unknown, row.lookAt?.getTime() ?? NEVER);
      break;
    case 'sending':
      next.sending += 1;
      break;
    default:
  }
};
