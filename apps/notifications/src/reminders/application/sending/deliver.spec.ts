import { FixedClock } from '@aftercare/kernel';
import { SmsSender } from '../../../delivery/application/ports.js';
import type { LookUpResult, RefusalReason, SendOutcome, SmsMessage } from '../../../delivery/application/ports.js';
import { aReminder, inLondon } from '../../testing/a-reminder.js';
import type { ComposeMessage } from './compose.js';
import { DeliverRow } from './deliver.js';
import type { SlotKnowledge } from './slot-knowledge.js';

const CLAIM = { id: 'claim-1', at: new Date('2027-03-15T10:30:00Z'), until: 1000 };
const CLIENT = '+447700900001';
const STAFF = '+442079461111';

class Refuses extends SmsSender {
  readonly called: string[] = [];
  constructor(private readonly reason: RefusalReason) {
    super();
  }
  override async send({ to }: SmsMessage): Promise<SendOutcome> {
    this.called.push(to);
    return { outcome: 'refused', code: '21610', reason: this.reason };
  }
  override lookUp(): Promise<LookUpResult> {
    throw new Error('nobody asks here');
  }
}

const clinic = {
  zone: 'Europe/London',
  smsSender: '+442079460000',
  staffContacts: { phones: [STAFF], emails: [] },
  quietHours: inLondon.hours,
  closureDays: [],
  holidayRegion: null,
};
const client = {
  clinicId: 'clinic-1',
  clientRef: 'client-1',
  phone: CLIENT,
  email: null,
  zone: 'Europe/London',
  country: null,
};
// Only what is read of them here.
const known = {
  rules: new Map([['clinic-1', clinic]]),
  contacts: new Map([['clinic-1/client-1', client]]),
} as unknown as SlotKnowledge;
const compose = {
  execute: ({ to }: { readonly to: string }) => ({ sms: { to }, bodyHash: 'hash', templateVersion: 'A2@1/en' }),
} as unknown as ComposeMessage;

const deliver = async (to: 'client' | 'staff', reason: RefusalReason) => {
  const sms = new Refuses(reason);
  const row = aReminder({ state: 'sending', claim: CLAIM });
  const deliverRow = new DeliverRow(compose, sms, {} as never, new FixedClock(CLAIM.at));
  const { settlement, failure } = await deliverRow.execute(
    row,
    { do: 'send', channel: 'sms', to },
    { claim: CLAIM, known },
  );
  return { called: sms.called, settlement, failure };
};

describe('a refusal', () => {
  it.each(['STOPPED', 'CONTACT_BAD'] as const)(
    "of staff's own number is no word about the client (%s)",
    async (reason) => {
      const { called, settlement, failure } = await deliver('staff', reason);
      expect(called).toEqual([STAFF]);
      expect(failure).toMatchObject({ reason: 'PROVIDER_REFUSED' });
      expect(settlement).toMatchObject({
        to: 'failed',
        reason: 'PROVIDER_REFUSED',
        attempt: { to: 'staff', code: '21610' },
      });
    },
  );

  it.each(['STOPPED', 'CONTACT_BAD'] as const)(
    "of the client's number is one about that number (%s)",
    async (reason) => {
      const { called, settlement, failure } = await deliver('client', reason);
      expect(called).toEqual([CLIENT]);
      expect(failure).toMatchObject({ reason, to: CLIENT });
      expect(settlement).toMatchObject({ to: 'failed', reason });
      expect(settlement.attempt).not.toHaveProperty('to');
    },
  );
});
