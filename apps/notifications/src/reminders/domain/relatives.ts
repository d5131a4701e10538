import { otherChannelId } from './after-failure.js';
import { BOOKING_NEWS } from './reminder.js';
import type { Reminder } from './reminder.js';
import { retryId } from './staff-acts.js';

/** How another row of the same client belongs to a row: where its message went on, or where it came from. */
export type Relation = 'carried-by' | 'carries' | 'other-way' | 'other-way-of' | 'retry' | 'retry-of';

type Related = Pick<Reminder, 'id' | 'kind' | 'state' | 'history' | 'subject'> & { readonly reason?: string };

/** A merged row names its carrier in the history. */
const names = (row: Related, other: Related): boolean => row.history.some(({ note }) => note === other.id);

/** A reminder whose time lies before the booking was made is said by the news of that moment. */
const saysTheSameMoment = (row: Related, news: Related): boolean =>
  row.subject.bookingId !== undefined &&
  row.subject.bookingId === news.subject.bookingId &&
  row.subject.sequence === news.subject.sequence &&
  !BOOKING_NEWS.includes(row.kind) &&
  BOOKING_NEWS.includes(news.kind);

const isCarriedBy = (row: Related, other: Related): boolean =>
  row.reason === 'MERGED' && (names(row, other) || (row.state === 'skipped' && saysTheSameMoment(row, other)));

/** Undefined: the two have nothing to do with each other. */
export const relationOf = (row: Related, other: Related): Relation | undefined => {
  if (other.id === otherChannelId(row)) return 'other-way';
  if (row.id === otherChannelId(other)) return 'other-way-of';
  if (other.id === retryId(row)) return 'retry';
  if (row.id === retryId(other)) return 'retry-of';
  if (isCarriedBy(row, other)) return 'carried-by';
  return isCarriedBy(other, row) ? 'carries' : undefined;
};
