import type { MemoryDocument } from '@aftercare/messaging';
import type { Reminder, State } from '../../reminders/domain/reminder.js';
import type { InMemoryRows } from '../../reminders/testing/in-memory-rows.js';

/** Where a row may go from a state. Whatever is not in here never happens. */
const WAYS: Readonly<Record<State | 'new', readonly State[]>> = {
  // Booked and cancelled in one batch: planned and withdrawn at once.
  new: ['planned', 'skipped', 'withdrawn'],
  planned: ['planned', 'sending', 'withdrawn', 'skipped', 'sent', 'delivered', 'failed'],
  sending: ['sending', 'planned', 'held', 'skipped', 'rehearsed', 'sent', 'failed', 'delivered', 'unknown'],
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
export interface NextTimes {
  readonly planned: number;
  readonly held: number;
  readonly unknown: number;
  readonly unheard: number;
  readonly sending: number;
}

const NEVER = Infinity;

/** Sees every row that a commit changed. */
export class LedgerWatch {
  next: NextTimes = { planned: NEVER, held: NEVER, unknown: NEVER, unheard: NEVER, sending: 0 };
  private seen: ReadonlyMap<string, MemoryDocument> = new Map();

  constructor(private readonly rows: InMemoryRows) {}

  /** The moves since the last look. */
  look(): readonly Move[] {
    const documents = this.rows.transactions.documents('reminders');
    if (documents === this.seen) return [];
    const before = this.seen;
    this.seen = documents;
    const moves: Move[] = [];
    let next: NextTimes = { planned: NEVER, held: NEVER, unknown: NEVER, unheard: NEVER, sending: 0 };
    for (const [id, document] of documents) {
      const row = this.rows.read(document);
      next = nextWith(next, row);
      const known = before.get(id);
      if (known !== document)
        moves.push({ before: known === undefined ? undefined : this.rows.read(known), after: row });
    }
    this.next = next;
    return moves;
  }
}

const nextWith = (next: NextTimes, row: Reminder): NextTimes => {
  const { planned, held, unknown, unheard } = next;
  switch (row.state) {
    case 'planned':
      return { ...next, planned: Math.min(planned, row.dueAt.getTime()) };
    case 'held':
      return { ...next, held: Math.min(held, row.dueAt.getTime()) };
    case 'sent':
      return { ...next, unheard: Math.min(unheard, row.heardBy?.getTime() ?? NEVER) };
    case 'unknown':
      return { ...next, unknown: Math.min(unknown, row.lookAt?.getTime() ?? NEVER) };
    case 'sending':
      return { ...next, sending: next.sending + 1 };
    default:
      return next;
  }
};
