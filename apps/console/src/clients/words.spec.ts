import type { FollowUp } from '../api/answers.js';
import { disagreementText, maySettle, planText, reasonLine, wishOf, wishText } from './words.js';

const reason = { rule: 'B', code: 'BASE', days: 21, applied: true } as const;
// Only what the sentences read.
const followUp = (over: object): FollowUp => ({ intervals: { practitioner: null, client: null }, ...over }) as FollowUp;

describe('the next visit in words', () => {
  it('says the day and its window, or why there is none', () => {
    const planned = { status: 'planned', dueOn: '2027-05-25', windowStart: '2027-05-18', windowEnd: '2027-06-01' };
    expect(planText(followUp(planned))).toBe('A note is planned for 25 May 2027, within 18 May 2027 to 1 Jun 2027.');
    expect(planText(followUp({ status: 'held', reason: 'HAS_BOOKING' }))).toBe('No note is planned: has a booking.');
    expect(planText(followUp({ status: 'none' }))).toContain('no visit took place yet');
  });

  it('tells reasons with their days, and marks what did not count', () => {
    expect(reasonLine(reason)).toBe('base: 21 days');
    expect(reasonLine({ ...reason, rule: 'A1', code: 'STRESS', days: -7 })).toBe('a demanding time: \u22127');
    const shown = { ...reason, rule: 'H5', code: 'CLIENT_INTERVAL', days: 28, applied: false } as const;
    expect(reasonLine(shown)).toBe("the client's own wish: 28 days (shown, does not count)");
  });

  it('shows both intervals where they disagree, and says which counts', () => {
    const days = followUp({ disagree: true, intervals: { client: { kind: 'days', days: 28 } } });
    expect(disagreementText(days)).toContain("practitioner's days count");
    const none = followUp({ disagree: true, intervals: { client: { kind: 'none' } } });
    expect(disagreementText(none)).toContain('what the client wants counts');
    expect(disagreementText(followUp({ disagree: false }))).toBeUndefined();
  });

  it('keeps a wish from form to sentence', () => {
    expect(wishText(wishOf({ wish: 'days', 'wish-days': '28' }))).toBe('28 days');
    expect(wishText(wishOf({ wish: 'pause', 'wish-until': '2027-06-01' }))).toBe('no note until 1 Jun 2027');
    expect(wishText(wishOf({ wish: 'none' }))).toBe('no notes about a next visit');
    expect(wishText(wishOf({ wish: '' }))).toBe('the practitioner decides');
  });

  it('lets the desk settle nothing about care', () => {
    expect([maySettle(['front-desk']), maySettle(['practitioner'])]).toEqual([false, true]);
  });
});
