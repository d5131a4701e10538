import { becauseText } from './because.js';
import { CAUSES, REASONS } from './reasons.js';

/** The list of the design, and those that the ledger has beside it. A new code comes with its sentences. */
const CODES =
  'ANSWERED BOOKING_MOVED BOOKING_CANCELLED TOO_MANY DID_NOT_COME HAS_BOOKING NO_CONSENT STOPPED PAUSED CONTACT_BAD SAFETY_HOLD CLIENT_IN_ATTACK QUIET_HOURS CLOSED_DAY CAP MERGED TOO_LATE PROVIDER_DOWN LOOKING_UP RULE_CHANGED STAFF_CANCELLED REHEARSAL ERASED LICENCE_ENDED PROVIDER_REFUSED UNDELIVERED NOT_PROVEN OWNER_SILENT NO_CONTACT TEXT_REFUSED SURVEY_FIRST SURVEY_CLOSED ALLOWANCE IMPORTED SEND_OFF ZONE_CHANGED PLAN_CHANGED CLINIC_CHANGED MISS_PUT_RIGHT ARCHIVED ARRIVED STAFF_HELD STAFF_RELEASED'.split(
    ' ',
  );

describe('the sentences of the ledger', () => {
  it('cover every reason and cause', () => {
    expect(Object.keys(REASONS).sort()).toEqual([...CODES].sort());
    for (const cause of [
      'VISIT_BOOKED',
      'VISIT_NEAR',
      'VISIT_DONE',
      'USUAL_INTERVAL',
      'FORM_OPEN',
      'OTHER_CHANNEL',
      'CLIENT_ASKED',
      'STAFF_RETRIED',
    ]) {
      expect(CAUSES[cause]?.staff).toBeTruthy();
    }
  });

  it('say the cause, with the day of the visit where there is one', () => {
    expect(becauseText({ cause: 'VISIT_BOOKED', state: 'sent', visitLocal: '2027-05-11T10:30' })).toBe(
      'booked visit 11 May',
    );
    expect(becauseText({ cause: 'VISIT_NEAR', state: 'planned', kind: '24h' })).toBe('1 day before the visit');
  });

  it('say the reason with what became of the row', () => {
    expect(becauseText({ cause: 'USUAL_INTERVAL', state: 'skipped', reason: 'HAS_BOOKING' })).toBe(
      'usual interval is over; skipped: has a booking',
    );
    expect(becauseText({ cause: 'VISIT_DONE', state: 'delivered', reason: 'QUIET_HOURS' })).toBe(
      'visit done; moved: quiet hours, next allowed time',
    );
    expect(becauseText({ cause: 'VISIT_DONE', state: 'rehearsed', reason: 'REHEARSAL' })).toBe(
      'visit done; not sent, rehearsal',
    );
    expect(becauseText({ cause: 'VISIT_DONE', state: 'planned', reason: 'PROVIDER_DOWN' })).toBe(
      'visit done; waiting: provider down',
    );
  });

  it('say when, where the line knows it', () => {
    const history = [{ at: '', atLocal: '2027-05-12T19:02', to: 'withdrawn', reason: 'ANSWERED' }];
    expect(becauseText({ cause: 'FORM_OPEN', state: 'withdrawn', reason: 'ANSWERED', history })).toBe(
      'form open, other channel; withdrawn: answered Wed 12 May 19:02',
    );
    expect(
      becauseText({ cause: 'VISIT_NEAR', state: 'skipped', reason: 'TOO_LATE', notAfterLocal: '2027-05-12T09:00' }),
    ).toBe('the visit is near; dropped: no longer useful after Wed 12 May 09:00');
    expect(
      becauseText({ cause: 'VISIT_DONE', state: 'unknown', reason: 'LOOKING_UP', lookLocal: '2027-05-12T11:20' }),
    ).toBe('visit done; no answer from provider, look-up 11:20');
  });

  it('show an unknown code instead of hiding it', () => {
    expect(becauseText({ cause: 'NEW_CAUSE', state: 'held', reason: 'NEW_REASON' })).toBe(
      'NEW_CAUSE; held: NEW_REASON',
    );
  });
});
