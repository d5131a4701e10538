import { deniedStemsIn } from '../../templates/domain/lint.js';
import { becauseOf } from './why-words.js';

const CODES =
  'VISIT_BOOKED VISIT_NEAR VISIT_DONE USUAL_INTERVAL FORM_OPEN OTHER_CHANNEL CLIENT_ASKED BOOKING_MOVED BOOKING_CANCELLED DID_NOT_COME HAS_BOOKING NO_CONSENT STOPPED PAUSED CONTACT_BAD SAFETY_HOLD CLIENT_IN_ATTACK QUIET_HOURS CLOSED_DAY CAP MERGED SEND_OFF ZONE_CHANGED PLAN_CHANGED MISS_PUT_RIGHT ARCHIVED'.split(
    ' ',
  );

describe('the sentences of reasons for clients', () => {
  it.each(CODES)('%s has one, without a word that tells on anybody', (code) => {
    const sentence = becauseOf(code, 'Tuesday 11 May');
    expect(sentence).toBeDefined();
    expect(deniedStemsIn(sentence ?? '')).toEqual([]);
  });

  it('goes on without the day where nobody knows it', () => {
    expect(becauseOf('VISIT_NEAR', undefined)).toBe('you have a visit');
  });

  it('is absent for what is no business of the client', () => {
    expect(becauseOf('PROVIDER_DOWN', undefined)).toBeUndefined();
  });
});
