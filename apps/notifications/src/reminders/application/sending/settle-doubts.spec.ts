import { FixedClock } from '@aftercare/kernel';
import { InMemoryTransactions } from '@aftercare/messaging';
import { SmsSender } from '../../../delivery/application/ports.js';
import type { LookUpResult, SendOutcome, SmsLookUp } from '../../../delivery/application/ports.js';
import { aReminder, inLondon } from '../../testing/a-reminder.js';
import { InMemoryRows } from '../../testing/in-memory-rows.js';
import { InMemorySendLedger, InMemoryWaitingLedger } from '../../testing/in-memory-send-ledger.js';
import type { Reminder } from '../../domain/reminder.js';
import type { ComposeMessage } from './compose.js';
import { DoubtLedgers } from './doubt-ledgers.js';
import type { RecordDelivery } from './record-delivery.js';
import { AfterFailure } from './settle.js';
import { SettleDoubts } from './settle-doubts.js';
import type { SlotKnowledge, SlotReader } from './slot-knowledge.js';

const CLAIMED = new Date('2027-03-15T10:30:00Z');
const CLIENT = '+447700900001';
const STAFF = '+447700900999';
const minutesLater = (minutes: number): Date => new Date(CLAIMED.getTime() + minutes * 60_000);

class Provider extends SmsSender {
  readonly asked: string[] = [];
  constructor(private readonly sentTo: string | undefined) {
    super();
  }
  override send(): Promise<SendOutcome> {
    throw new Error('nobody sends here');
  }
  override async lookUp({ to, bodyHash }: SmsLookUp): Promise<LookUpResult> {
    this.asked.push(to);
    return to === this.sentTo && bodyHash === 'the same text'
      ? { found: true, providerId: 'SM1', status: 'sent' }
      : { found: false };
  }
}

const inDoubt = (changes: Partial<Reminder> = {}): Reminder =>
  aReminder({
    state: 'unknown',
    claim: { id: 'claim-1', at: CLAIMED, until: 0 },
    lookAt: minutesLater(1),
    looks: 0,
    version: 0,
    ...changes,
  });

const knowing = (contact: {
  readonly phone: string | null;
  readonly email: string | null;
  readonly phoneIndex?: string;
}): SlotKnowledge => {
  const clinic = {
    smsSender: '+442079460000',
    staffContacts: { phones: [STAFF], emails: [] },
    quietHours: inLondon.hours,
  };
  const client = {
    clinicId: 'clinic-1',
    clientRef: 'client-1',
    zone: 'Europe/London',
    bad: [],
    phoneIndex: null,
    ...contact,
  };
  // Only what is read of them here.
  return {
    rules: new Map([['clinic-1', { ...clinic, closureDays: [] }]]),
    contacts: new Map([['clinic-1/client-1', client]]),
    ...{ consents: new Map(), stopped: new Set(), surveys: undefined, invitedOn: new Map() },
  } as unknown as SlotKnowledge;
};

/** One row in doubt; `look` is what happens each time that its time comes. */
const aDoubt = async (
  row: Reminder,
  given: { readonly known: SlotKnowledge; readonly sentTo?: string; readonly sentIn?: string },
) => {
  const transactions = new InMemoryTransactions({ clock: new FixedClock(CLAIMED) });
  const rows = new InMemoryRows(transactions);
  const ledger = new InMemorySendLedger(rows);
  const provider = new Provider(given.sentTo);
  const recorded: string[] = [];
  const reader = { readInDoubt: async () => given.known } as unknown as SlotReader;
  const textIn = (zone: string): string =>
    given.sentIn === undefined || given.sentIn === zone ? 'the same text' : `a text of ${zone}`;
  const compose = {
    execute: ({ contact }: { readonly contact: { readonly zone: string } }) => ({ bodyHash: textIn(contact.zone) }),
  } as unknown as ComposeMessage;
  const record = { execute: async ({ providerId }: { providerId: string }) => void recorded.push(providerId) };
  const afterFailure = new AfterFailure(ledger, {} as never, {} as never, {} as never);
  const ledgers = new DoubtLedgers(new InMemoryWaitingLedger(rows), ledger, transactions, afterFailure);
  const settle = new SettleDoubts(ledgers, reader, compose, provider, record as unknown as RecordDelivery);
  await transactions.run(async ({ writes }) => ledger.put(row, writes));
  const look = async (...minutes: readonly number[]): Promise<void> => {
    for (const minute of minutes) await settle.fire(minutesLater(minute));
  };
  return { look, provider, recorded, rows, row: () => rows.one(row) };
};

const BOTH = { phone: CLIENT, email: 'ada@people.example' };

describe('a row whose claim outlived its worker', () => {
  it('that would be skipped by now may still have gone by email, so nothing is sent again', async () => {
    const invitation = inDoubt({
      family: 'survey',
      kind: 'invitation',
      channels: ['email', 'sms'],
      notAfter: minutesLater(5000),
    });
    const { look, row } = await aDoubt(invitation, { known: knowing(BOTH) });
    await look(1, 5, 15);
    expect(row()).toMatchObject({ state: 'unknown', channel: 'email', lookAt: minutesLater(30) });
    await look(30);
    expect(row()).toMatchObject({ state: 'failed', reason: 'NOT_PROVEN', channel: 'email' });
    const looks = row()?.history.flatMap(({ note }) => note ?? []);
    expect(looks).toEqual(['look 1: nothing', 'look 2: nothing', 'look 3: nothing']);
  });

  it('is asked for as a text first where both ways were open, so that a text that went out is found', async () => {
    const confirmation = inDoubt({ kind: 'confirmation', channels: ['email', 'sms'] });
    const { look, recorded } = await aDoubt(confirmation, { known: knowing(BOTH), sentTo: CLIENT });
    await look(1);
    expect(recorded).toEqual(['SM1']);
  });

  it('is found although its person has moved to another zone since, where its hours would read otherwise', async () => {
    const reminder = inDoubt({ channel: 'sms', zone: 'Australia/Sydney' });
    const given = { known: knowing(BOTH), sentTo: CLIENT, sentIn: 'Australia/Sydney' };
    const { look, recorded } = await aDoubt(reminder, given);
    await look(1);
    expect(recorded).toEqual(['SM1']);
  });

  it('goes out once by text when neither a text was found nor an email can be asked for', async () => {
    const confirmation = inDoubt({ kind: 'confirmation', channels: ['email', 'sms'] });
    const { look, rows } = await aDoubt(confirmation, { known: knowing(BOTH) });
    await look(1, 5, 15, 30, 31);
    const owed = rows.all().filter(({ state }) => state === 'planned');
    expect(owed).toMatchObject([{ cause: 'OTHER_CHANNEL', channels: ['sms'] }]);
  });

  it.each<readonly [string, Partial<SlotKnowledge>]>([
    ['said START', { openedAt: new Map([['index', minutesLater(1)]]) }],
    [
      'agreed to texts',
      {
        consents: new Map([
          [
            'clinic-1/client-1',
            [{ channel: 'sms', purpose: 'appointment', granted: true, since: new Date(CLAIMED.getTime() - 2000) }],
          ],
        ]),
      },
    ],
  ])(
    'may have gone by email where its person %s since, so no text follows as if nothing had gone',
    async (_what, more) => {
      const known = knowing({ ...BOTH, phoneIndex: 'index' });
      const reminder = inDoubt({ channels: ['sms', 'email'] });
      const { look, row } = await aDoubt(reminder, { known: { ...known, ...more } });
      await look(1, 5, 15);
      expect(row()).toMatchObject({ state: 'unknown', channel: 'email', lookAt: minutesLater(30) });
    },
  );

  it('went by text where its person could be texted all the time, and is owed again when none is found', async () => {
    const known = knowing({ ...BOTH, phoneIndex: 'index' });
    const openedAt = new Map([['index', minutesLater(-2)]]);
    const { look, row } = await aDoubt(inDoubt({ channels: ['sms', 'email'] }), { known: { ...known, openedAt } });
    await look(1, 5, 15);
    expect(row()).toMatchObject({ state: 'planned', reason: 'LOOKING_UP' });
  });

  it('is not sent again by text because the email address that it went to was taken from the record since', async () => {
    const invitation = inDoubt({
      family: 'survey',
      kind: 'invitation',
      channels: ['email', 'sms'],
      notAfter: minutesLater(5000),
    });
    const { look, row } = await aDoubt(invitation, { known: knowing({ ...BOTH, email: null }) });
    await look(1, 5, 15, 30);
    expect(row()).toMatchObject({ state: 'failed', reason: 'NOT_PROVEN' });
  });

  it('comes to an end when the number was taken from the record since', async () => {
    const { look, row, provider } = await aDoubt(inDoubt({ channel: 'sms' }), {
      known: knowing({ ...BOTH, phone: null }),
    });
    await look(1, 30);
    expect(row()).toMatchObject({ state: 'failed', reason: 'NOT_PROVEN', channel: 'sms' });
    expect(provider.asked).toEqual([]);
  });

  it('is found where it went to staff instead of the client', async () => {
    const { look, provider, recorded } = await aDoubt(inDoubt({ channel: 'sms' }), {
      known: knowing(BOTH),
      sentTo: STAFF,
    });
    await look(1);
    expect(provider.asked).toEqual([CLIENT, STAFF]);
    expect(recorded).toEqual(['SM1']);
  });

  it('is planned again after three empty looks when only a text can have gone out', async () => {
    const { look, row } = await aDoubt(inDoubt(), { known: knowing({ ...BOTH, email: null }) });
    await look(1, 5, 15);
    expect(row()).toMatchObject({ state: 'planned', reason: 'LOOKING_UP' });
  });
});
