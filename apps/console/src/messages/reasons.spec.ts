import { becauseText, CAUSES, REASONS } from './reasons.js';

/** The list of the design. A new code comes with its sentences. */
const CODES =
  'ANSWERED BOOKING_MOVED BOOKING_CANCELLED DID_NOT_COME HAS_BOOKING NO_CONSENT STOPPED PAUSED CONTACT_BAD SAFETY_HOLD CLIENT_IN_ATTACK QUIET_HOURS CLOSED_DAY CAP MERGED TOO_LATE PROVIDER_DOWN LOOKING_UP RULE_CHANGED STAFF_CANCELLED REHEARSAL ERASED LICENCE_ENDED PROVIDER_REFUSED UNDELIVERED NOT_PROVEN OWNER_SILENT NO_CONTACT TEXT_REFUSED SURVEY_FIRST SURVEY_CLOSED ALLOWANCE IMPORTED'.split(
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
    ]) {
      expect(CAUSES[cause]?.staff).toBeTruthy();
    }
  });

  it('say the cause, and the reason with what became of the row', () => {
    expect(becauseText({ cause: 'VISIT_BOOKED', state: 'sent' })).toBe('booked visit');
    expect(becauseText({ cause: 'USUAL_INTERVAL', state: 'skipped', reason: 'HAS_BOOKING' })).toBe(
      'usual interval is over; skipped: has a booking',
    );
    expect(becauseText({ cause: 'VISIT_NEAR', state: 'delivered', reason: 'QUIET_HOURS' })).toBe(
      'the visit is near; moved: quiet hours, next allowed time',
    );
  });

  it('show an unknown code instead of hiding it', () => {
    expect(becauseText({ cause: 'NEW_CAUSE', state: 'held', reason: 'NEW_REASON' })).toBe(
      'NEW_CAUSE; held: NEW_REASON',
    );
  });
});
