import { FixedClock } from '@aftercare/kernel';
import { InMemoryTransactions } from '@aftercare/messaging';
import { Contacts } from '../../contacts/application/ports.js';
import type { Contact } from '../../contacts/application/ports.js';
import { InMemoryConsentStore } from '../testing/in-memory-consents.js';
import { RecordedConsents } from './recorded-consents.js';

const number = { clinicId: 'elm', phone: '+447700900001' };
const at = (minute: number): Date => new Date(Date.UTC(2027, 4, 12, 8, minute));

class Nobody extends Contacts {
  override async ensure(): Promise<ReadonlyMap<string, Contact>> {
    return new Map();
  }
  override async findByPhone(): Promise<readonly Contact[]> {
    return [];
  }
  override async findByChoicesToken(): Promise<undefined> {
    return undefined;
  }
}

const aNumber = () => {
  const clock = new FixedClock(at(30));
  const transactions = new InMemoryTransactions({ service: 'notifications', clock });
  const store = new InMemoryConsentStore(transactions);
  const consents = new RecordedConsents(store, transactions, new Nobody(), clock);
  const word = (saidAt: Date | undefined, source: 'sms-stop' | 'sms-start') => ({
    ...number,
    evidence: { source },
    ...(saidAt === undefined ? {} : { saidAt }),
  });
  return {
    clock,
    stop: (saidAt?: Date) => consents.withdrawAllSms(word(saidAt, 'sms-stop')),
    start: (saidAt?: Date) => consents.grantAgain(word(saidAt, 'sms-start')),
    entry: async () => (await store.findStop(number)).entry,
    isStopped: async () => (await store.findStop(number)).entry?.stopped ?? false,
  };
};

describe('a STOP', () => {
  it('is not lifted by a START that was said before it and acted upon after it', async () => {
    const { stop, start, isStopped } = aNumber();
    await stop(at(5));
    expect(await start(at(4))).toBe(false);
    expect(await isStopped()).toBe(true);
    expect(await start(at(6))).toBe(true);
    expect(await isStopped()).toBe(false);
  });

  it('that was said twice is not lifted by a START from in between', async () => {
    const { stop, start, entry, isStopped } = aNumber();
    await stop(at(5));
    expect(await stop(at(9))).toBe(false);
    expect(await start(at(7))).toBe(false);
    expect(await isStopped()).toBe(true);
    expect(await entry()).toMatchObject({ saidAt: at(9), history: [{ stopped: true }] });
  });

  it('keeps its place when an older one is acted upon after it', async () => {
    const { stop, start, isStopped } = aNumber();
    await stop(at(9));
    expect(await stop(at(5))).toBe(false);
    expect(await start(at(7))).toBe(false);
    expect(await isStopped()).toBe(true);
  });

  it('holds whenever it is acted upon, and is lifted by what is said after it', async () => {
    const { clock, stop, start, isStopped } = aNumber();
    await stop(at(1));
    await start(at(8));
    expect(await stop(at(6))).toBe(true);
    expect(await isStopped()).toBe(true);
    clock.set(at(40));
    expect(await start()).toBe(true);
    expect(await isStopped()).toBe(false);
  });
});
