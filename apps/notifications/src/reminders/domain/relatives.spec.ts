import { aReminder, anInvitation } from '../testing/a-reminder.js';
import { otherChannelId } from './after-failure.js';
import { relationOf } from './relatives.js';
import { retryId } from './staff-acts.js';

const row = aReminder();

describe('rows that belong together', () => {
  it('are the first try and the one on the other way, from both sides', () => {
    const other = aReminder({ id: otherChannelId(row) });
    expect([relationOf(row, other), relationOf(other, row)]).toEqual(['other-way', 'other-way-of']);
  });

  it('are what failed and what staff sent once more', () => {
    const again = aReminder({ id: retryId(row) });
    expect([relationOf(row, again), relationOf(again, row)]).toEqual(['retry', 'retry-of']);
  });

  it('are a merged note and the one that its history names', () => {
    const carrier = aReminder({ id: 'carrier', subject: {} });
    const merged = anInvitation({
      state: 'skipped',
      reason: 'MERGED',
      history: [{ at: row.dueAt, to: 'skipped', reason: 'MERGED', note: 'carrier' }],
    });
    expect([relationOf(merged, carrier), relationOf(carrier, merged)]).toEqual(['carried-by', 'carries']);
  });

  it('are a reminder that came too late for its day and the confirmation that says the same', () => {
    const merged = aReminder({ id: 'late', state: 'skipped', reason: 'MERGED' });
    const news = aReminder({ id: 'news', kind: 'confirmation' });
    expect(relationOf(merged, news)).toBe('carried-by');
    expect(relationOf(merged, { ...news, subject: { ...news.subject, sequence: 1 } })).toBeUndefined();
    expect(relationOf(merged, { ...news, subject: {} })).toBeUndefined();
  });

  it('are not two notes that only tell of the same visit', () => {
    expect(relationOf(row, aReminder({ id: 'news', kind: 'confirmation' }))).toBeUndefined();
  });
});
