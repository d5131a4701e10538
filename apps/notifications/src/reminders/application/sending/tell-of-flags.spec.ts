import { flagClearedV1, flagOverdueV1, flagRaisedV1, type Envelope } from '@aftercare/contracts';
import { anEvent } from '@aftercare/testing';
import { readingNotices } from '../../testing/reading-notices.js';
import { TellOfFlags } from './tell-of-flags.js';

const at = '2027-05-12T10:00:00.000Z';
const clientRef = 'client-1';

const raised = (flagId: string, level: 'E' | 'U' | 'R', clinicId = 'elm'): Envelope =>
  anEvent(flagRaisedV1, { flagId, clientRef, level, at }, { id: `raised-${clinicId}-${flagId}`, clinicId });
const cleared = (flagId: string): Envelope =>
  anEvent(flagClearedV1, { flagId, clientRef, at }, { id: `cleared-${flagId}`, clinicId: 'elm' });
const overdue = (flagId: string): Envelope =>
  anEvent(flagOverdueV1, { flagId, clientRef, level: 'E', at }, { id: `overdue-${flagId}`, clinicId: 'elm' });

const given = () => {
  const reading = readingNotices('outcomes.safety', (notices) => new TellOfFlags(notices));
  const owed = async () => (await reading.notices.untold()).map(({ clinicId, what }) => `${clinicId} ${what}`).sort();
  return { ...reading, owed };
};

describe('a word to staff about a flag', () => {
  it('is owed once for each that wants somebody soon, to its own clinic, however often it is told', async () => {
    const { owed, read } = given();
    await read([raised('a', 'E'), raised('b', 'U'), raised('b', 'U', 'oak'), raised('c', 'R')]);
    await read([raised('a', 'E'), { ...raised('a', 'E'), id: 'again' }]);
    expect(await owed()).toEqual(['elm look-now', 'elm look-today', 'oak look-today']);
  });

  it('is owed once more where nobody came, also when that is heard first', async () => {
    for (const events of [
      [raised('a', 'E'), overdue('a'), overdue('a')],
      [overdue('a'), raised('a', 'E')],
    ]) {
      const { owed, read } = given();
      for (const event of events) await read([event]);
      expect(await owed()).toEqual(['elm look-now', 'elm still-waiting']);
    }
  });

  it('is not owed for what was cleared before anybody was told', async () => {
    const { owed, read } = given();
    await read([raised('a', 'E'), cleared('a'), raised('b', 'U'), cleared('c')]);
    expect(await owed()).toEqual(['elm look-today']);
  });

  it('is not written down again by the clearing, nor after it was told', async () => {
    const { notices, owed, read } = given();
    await read([raised('a', 'E')]);
    const [notice] = await notices.untold();
    if (notice === undefined) throw new Error('nothing is owed');
    await notices.tell(notice);
    // Whoever comes after a crash reads the record again.
    await read([raised('a', 'E'), cleared('a')]);
    expect(await owed()).toEqual([]);
  });

  it('waits with its bytes where its version is not known, and keeps no other back', async () => {
    const { owed, read, start, transactions } = given();
    const runner = start();
    await read([{ ...raised('a', 'E'), type: 'aftercare.outcomes.flag.raised.v2' }, raised('b', 'U')], runner);
    expect(await owed()).toEqual(['elm look-today']);
    expect([...transactions.store.letters.values()].map(({ offset }) => offset)).toEqual(['0']);
  });
});
