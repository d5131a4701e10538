import { aReminder, inLondon } from '../testing/a-reminder.js';
import { inZone } from './moved-zone.js';

const at = new Date('2027-03-02T08:00:00Z');
const inSydney = { ...inLondon, zone: 'Australia/Sydney' };

describe('a client who moves to another zone', () => {
  it.each([undefined, 'QUIET_HOURS', 'CLOSED_DAY', 'ZONE_CHANGED', 'PLAN_CHANGED', 'RULE_CHANGED', 'CLINIC_CHANGED'])(
    'is followed by a time that rules gave: %s',
    (reason) => {
      const [row] = inZone([aReminder(reason === undefined ? {} : { reason })], inSydney, at);
      // Half past ten in London is half past nine in the evening there.
      expect(row).toMatchObject({ reason: 'ZONE_CHANGED', zone: 'Australia/Sydney' });
      expect(row?.dueAt.toISOString()).toMatch(/^2027-03-15T08:[34]/u);
    },
  );

  it.each(['CAP', 'CLIENT_IN_ATTACK', 'OWNER_SILENT', 'STAFF_RELEASED'])(
    'is not followed by a time that something else chose: %s',
    (reason) => {
      const row = aReminder({ reason });
      expect(inZone([row], inSydney, at)).toEqual([{ ...row, zone: 'Australia/Sydney' }]);
    },
  );
});
