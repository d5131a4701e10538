import { runOnce } from '@aftercare/messaging';
import type { Transactions } from '@aftercare/messaging';
import type { ConsentBook, ConsentStore, StopEntry } from '../application/consent-book.js';
import type { Evidence } from '../application/ports.js';
import type { Consent } from '../domain/consent.js';

export interface ConsentsUnderTest {
  readonly store: ConsentStore;
  readonly book: ConsentBook;
  readonly transactions: Transactions;
}
type Given = () => ConsentsUnderTest;

const PHONE = '+447700900100';
const since = new Date('2027-03-01T09:00:00Z');
const ada = { clinicId: 'elm', clientRef: 'ada' };
const aConsent = (granted: boolean, clientRef = 'ada'): Consent<Evidence> => ({
  clientRef,
  entries: [{ channel: 'sms', purpose: 'survey', granted, since }],
  history: [{ channel: 'sms', purpose: 'survey', granted, at: since, evidence: { source: 'choices-page' } }],
});

const writing =
  (given: Given) =>
  (granted: boolean, version?: number, client = ada): Promise<void> =>
    runOnce(given().transactions, async ({ writes }) =>
      given().store.write(client, aConsent(granted, client.clientRef), { work: writes, version }),
    );

const describeConsents = (given: Given): void => {
  const write = writing(given);

  it('knows no entry of somebody who never chose', async () => {
    const empty = { consent: { clientRef: 'ada', entries: [], history: [] }, version: undefined };
    expect(await given().store.find(ada)).toEqual(empty);
  });

  it('gives back what was written, with its version, at that clinic only', async () => {
    await write(true);
    await write(false, 1);
    expect(await given().store.find(ada)).toEqual({ consent: aConsent(false), version: 2 });
    expect((await given().store.find({ ...ada, clinicId: 'oak' })).version).toBeUndefined();
  });

  it('refuses what was decided on an older version', async () => {
    await write(true);
    await write(false, 1);
    await expect(write(true, 1)).rejects.toThrow('another writer was first');
    await expect(write(true)).rejects.toThrow('another writer was first');
    expect((await given().store.find(ada)).consent).toEqual(aConsent(false));
  });

  it('is read as it was when the transaction began', async () => {
    await write(true);
    await given().transactions.run(async ({ within }) => {
      expect((await given().store.find(ada, within)).version).toBe(1);
      await write(false, 1);
      expect((await given().store.find(ada, within)).version).toBe(1);
    });
  });

  it('tells the entries of many clients by name, without those who never chose', async () => {
    await write(true);
    await write(false, undefined, { clinicId: 'oak', clientRef: 'bob' });
    await write(true, undefined, { clinicId: 'oak', clientRef: 'cy' });
    const clients = [ada, { clinicId: 'oak', clientRef: 'bob' }, { clinicId: 'elm', clientRef: 'cy' }];
    const entries = await given().book.entriesOf(clients);
    expect([...entries.keys()].sort()).toEqual(['elm/ada', 'oak/bob']);
    expect(entries.get('elm/ada')).toEqual(aConsent(true).entries);
    expect((await given().book.entriesOf([{ ...ada, clinicId: 'oak' }])).size).toBe(0);
    expect((await given().book.entriesOf([])).size).toBe(0);
  });
};

const describeStops = (given: Given): void => {
  const entry = (stopped: boolean, clinicId = 'elm'): StopEntry => ({
    clinicId,
    phoneIndex: given().store.phoneIndexOf(clinicId, PHONE),
    stopped,
    since,
    history: [{ at: since, stopped, evidence: { source: 'sms-stop', reference: 'SM1' } }],
  });
  const write = (stopped: boolean, version?: number, clinicId = 'elm'): Promise<void> =>
    runOnce(given().transactions, async ({ writes }) =>
      given().store.writeStop(entry(stopped, clinicId), { work: writes, version }),
    );

  it('keeps one entry per number and clinic', async () => {
    await write(true);
    const { entry: kept, version } = await given().store.findStop({ clinicId: 'elm', phone: PHONE });
    expect(kept).toMatchObject(entry(true));
    expect(version).toBe(1);
    const nothing = { entry: undefined, version: undefined };
    expect(await given().store.findStop({ clinicId: 'oak', phone: PHONE })).toEqual(nothing);
    expect(await given().store.findStop({ clinicId: 'elm', phone: '+447700900101' })).toEqual(nothing);
  });

  it('refuses what was decided on an older version', async () => {
    await write(true);
    await write(false, 1);
    await expect(write(true, 1)).rejects.toThrow('another writer was first');
    await expect(write(true)).rejects.toThrow('another writer was first');
  });

  it('tells which of many numbers are stopped now, and since when others are open again', async () => {
    await write(true);
    await write(true, undefined, 'oak');
    await write(false, 1, 'oak');
    const [elm, oak] = [entry(true), entry(true, 'oak')];
    const never = { clinicId: 'elm', phoneIndex: given().store.phoneIndexOf('elm', '+447700900101') };
    expect(await given().book.stoppedOf([elm, oak, never])).toEqual(new Set([elm.phoneIndex]));
    expect((await given().book.stoppedOf([{ ...elm, clinicId: 'oak' }])).size).toBe(0);
    expect((await given().book.stoppedOf([])).size).toBe(0);
    expect(await given().book.openedOf([elm, oak, never])).toEqual(new Map([[oak.phoneIndex, oak.since]]));
    expect((await given().book.openedOf([])).size).toBe(0);
  });

  it('names a number by an index that differs between clinics and does not show it', () => {
    const index = given().store.phoneIndexOf('elm', PHONE);
    expect(index).toBe(given().store.phoneIndexOf('elm', PHONE));
    expect(index).not.toBe(given().store.phoneIndexOf('oak', PHONE));
    expect(index).not.toContain('7700900100');
  });
};

/** What consent and STOP rely on. `make` gives empty stores. */
export const describeConsentsContract = (name: string, make: () => Promise<ConsentsUnderTest>): void => {
  describe(`kept consents: ${name}`, () => {
    let tested: ConsentsUnderTest;
    beforeEach(async () => {
      tested = await make();
    });
    const given: Given = () => tested;
    describe('the contract of consents', () => describeConsents(given));
    describe('the contract of STOP entries', () => describeStops(given));
  });
};
