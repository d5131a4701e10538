import { activeBooking } from './active-booking.js';
import { aBooking, aMessage, aRow, aRun } from './testing/a-run.js';

const move = aBooking({ what: 'move', at: '2027-03-05T12:00:00.000Z', startsAt: '2027-03-12T10:30:00.000Z' });
const cancel = aBooking({ what: 'cancel', at: '2027-03-09T10:30:00.000Z' });

describe('the booking of a message', () => {
  it('is active in the sequence that the row names', () => {
    expect(activeBooking(aRun())).toEqual([]);
    const moved = { bookings: [aBooking(), move], ledger: [aRow({ occurrence: 'b1:1' })] };
    expect(activeBooking(aRun(moved))).toEqual([]);
  });

  it('may not have moved before', () => {
    expect(activeBooking(aRun({ bookings: [aBooking(), move] }))[0]).toContain(
      'names sequence 0 while the newest is 1',
    );
  });

  it('may not be cancelled, not even at that very instant', () => {
    expect(activeBooking(aRun({ bookings: [aBooking(), cancel] }))).toHaveLength(1);
    const later = { ...cancel, at: '2027-03-09T11:00:00.000Z' };
    expect(activeBooking(aRun({ bookings: [aBooking(), later] }))).toEqual([]);
  });

  it('may not be over', () => {
    const over = aBooking({ what: 'complete', at: '2027-03-09T10:00:00.000Z' });
    expect(activeBooking(aRun({ bookings: [aBooking(), over] }))[0]).toContain('that is over');
  });

  it('is cancelled and newest where the message says that it is cancelled', () => {
    const told = aRow({ kind: 'cancel', occurrence: 'b1:1' });
    expect(activeBooking(aRun({ bookings: [aBooking(), cancel], ledger: [told] }))).toEqual([]);
    expect(activeBooking(aRun({ ledger: [aRow({ kind: 'cancel' })] }))).toHaveLength(1);
  });

  it('is known at that time, and named', () => {
    expect(activeBooking(aRun({ bookings: [] }))[0]).toContain('a booking that was not made yet');
    expect(activeBooking(aRun({ ledger: [aRow({ occurrence: 'b1' })] }))[0]).toContain('names no sequence');
  });

  it('is not cancelled when a form asks about it', () => {
    const asked = aRow({ family: 'survey', kind: 'invitation', occurrence: 's1:invitation' });
    expect(activeBooking(aRun({ ledger: [asked] }))).toEqual([]);
    expect(activeBooking(aRun({ ledger: [asked], bookings: [aBooking(), cancel] }))).toHaveLength(1);
  });

  it('is nobody’s concern where nothing was sent', () => {
    const unsent = aRow({ providerIds: [], occurrence: 'b1:7' });
    expect(activeBooking(aRun({ providerMessages: [aMessage({ to: '+440000000000' })], ledger: [unsent] }))).toEqual(
      [],
    );
  });
});
