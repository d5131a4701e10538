import type { Entry } from './doubts.js';
import { doubtsOf } from './doubts.js';
import { judge } from './judge.js';
import type { BreachKind, JudgeInput, LedgerRow } from './judge.js';
import { readLog } from './log.js';
import type { Accepted } from './log.js';
import { owedFor } from './owed.js';

const VISIT = {
  bookingId: 'visit-1',
  phone: '+447911100001',
  email: 'person-1@example.com',
  bookedAt: new Date('2027-03-02T10:00:00Z'),
  startsAt: new Date('2027-03-03T10:30:00Z'),
};
const CLAIMED = new Date('2027-03-02T10:30:00Z');
const after = (minutes: number): Date => new Date(CLAIMED.getTime() + minutes * 60_000);
const claimed: Entry = { at: CLAIMED, to: 'sending' };
const doubted: Entry = { at: after(0.5), to: 'unknown', reason: 'LOOKING_UP' };
const look = (number: number, minutes: number): Entry => ({
  at: after(minutes),
  to: 'unknown',
  note: `look ${number}: nothing`,
});

const aRow = (over: Partial<LedgerRow> = {}): LedgerRow => ({
  id: 'row-1',
  bookingId: 'visit-1',
  kind: '24h',
  cause: 'VISIT_NEAR',
  state: 'delivered',
  channel: 'sms',
  history: [claimed, { at: after(1), to: 'sent' }],
  ...over,
});
const aConfirmation = (over: Partial<LedgerRow> = {}): LedgerRow =>
  aRow({ id: 'row-0', kind: 'confirmation', cause: 'VISIT_BOOKED', state: 'sent', channel: 'email', ...over });

const phoneOf = new Map([[VISIT.email, VISIT.phone]]);
const aText = {
  sid: 'SM1',
  direction: 'outbound-api' as const,
  from: '+447700900900',
  to: VISIT.phone,
  body: 'House A: reminder of your appointment on Wed 3 Mar 10:30. Change or cancel: http://x/b/1',
  status: 'delivered',
  createdAt: '2027-03-02T10:30:00Z',
  statusCallback: 'http://x/hooks/twilio/status?a=clinic~row-1~claim',
};
const aMail = {
  at: '2027-03-02T10:03:00Z',
  messageId: '<row-0@x>',
  from: 'notes@clinic.example',
  to: VISIT.email,
  subject: 'Your visit on Wednesday 3 March',
  text: 'House A: your visit is booked for Wed 3 Mar 10:30.',
  headers: {},
};
const log = readLog([aText], [aMail], phoneOf);
const given = (over: Partial<JudgeInput> = {}): JudgeInput => ({
  owed: owedFor([VISIT]),
  log,
  ledger: [aRow(), aConfirmation()],
  ...over,
});
const kindsOf = (input: JudgeInput): readonly BreachKind[] => judge(input).breaches.map(({ kind }) => kind);
const byEmail = (message: Accepted | undefined): Accepted => ({
  key: message?.key,
  channel: 'email',
  rowId: 'row-2',
});

describe('the verdict on a run', () => {
  it('holds where everybody got each message once', () => {
    expect(judge(given())).toMatchObject({ owed: 2, once: 2, otherWay: 0, breaches: [] });
  });

  it('owes no reminder for a visit that was booked less than a day ahead', () => {
    const late = { ...VISIT, bookedAt: new Date('2027-03-02T10:30:01Z') };
    expect(owedFor([late]).map(({ kind }) => kind)).toEqual(['confirmation']);
  });

  it('sees a message that never left, whatever the ledger says', () => {
    expect(kindsOf(given({ log: log.slice(1) }))).toEqual(['lost', 'untrue']);
    expect(kindsOf(given({ log: log.slice(1), ledger: [aConfirmation()] }))).toEqual(['lost']);
    expect(kindsOf(given({ log: log.slice(1), ledger: [aConfirmation(), aRow({ state: 'withdrawn' })] }))).toEqual([
      'lost',
    ]);
  });

  it('sees a message that left twice, on one channel or on both', () => {
    expect(kindsOf(given({ log: [...log, ...log.slice(0, 1)] }))).toEqual(['twice']);
    expect(kindsOf(given({ log: [...log, { ...byEmail(log[0]), rowId: 'row-1' }] }))).toEqual(['twice']);
  });

  it('allows the other channel only after the first way could not be proven', () => {
    const other = aRow({ id: 'row-2', cause: 'OTHER_CHANNEL', channel: 'email', state: 'sent' });
    const both = [...log, byEmail(log[0])];
    const unproven = aRow({ state: 'failed', reason: 'NOT_PROVEN' });
    expect(judge(given({ log: both, ledger: [aConfirmation(), unproven, other] }))).toMatchObject({
      otherWay: 1,
      breaches: [],
    });
    expect(kindsOf(given({ log: both, ledger: [aConfirmation(), aRow(), other] }))).toEqual(['twice']);
  });

  it.each(['planned', 'sending', 'unknown', 'held'])('sees a row that is left %s', (state) => {
    expect(kindsOf(given({ ledger: [aConfirmation(), aRow({ state })] }))).toContain('open');
  });

  it('sees a message for nobody, and one that was sent for another row', () => {
    const stranger: Accepted = { channel: 'sms', key: undefined, rowId: 'row-1' };
    expect(kindsOf(given({ log: [...log, stranger] }))).toEqual(['unexpected']);
    expect(kindsOf(given({ log: log.map((one) => ({ ...one, rowId: 'row-0' })) }))).toEqual(['unexpected']);
  });
});

describe('a doubt', () => {
  const endOf = (...history: readonly Entry[]) => doubtsOf([claimed, doubted, ...history]);

  it('ends when the provider knows of the message', () => {
    expect(endOf({ at: after(1), to: 'delivered' })).toEqual([{ end: 'found at the provider', breach: undefined }]);
  });

  it('lets a row be owed again only after three looks in a quarter of an hour', () => {
    const again: Entry = { at: after(15), to: 'planned', reason: 'LOOKING_UP' };
    expect(endOf(look(1, 1), look(2, 5), look(3, 15), again)[0]?.breach).toBeUndefined();
    expect(endOf(look(1, 1), look(2, 5), again)[0]?.breach).toContain('after 2 looks');
    expect(endOf(look(1, 1), look(2, 2), look(3, 3), { ...again, at: after(3) })[0]?.breach).toContain('180000 ms');
  });

  it('is given up after half an hour, not before', () => {
    expect(endOf({ at: after(30), to: 'failed', reason: 'NOT_PROVEN' })[0]?.breach).toBeUndefined();
    expect(endOf({ at: after(12), to: 'failed', reason: 'NOT_PROVEN' })[0]?.breach).toBeDefined();
  });

  it('may neither stay nor end in another way', () => {
    expect(endOf()[0]?.breach).toBe('still in doubt');
    expect(endOf({ at: after(1), to: 'skipped', reason: 'TOO_LATE' })[0]?.breach).toBe(
      'a doubt became skipped TOO_LATE',
    );
  });
});
