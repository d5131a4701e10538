import { answerRateFellV1, type Envelope } from '@aftercare/contracts';
import { anEvent } from '@aftercare/testing';
import { readingNotices } from '../../testing/reading-notices.js';
import { TellOfFewAnswers } from './tell-of-few-answers.js';

const fell = (version: number, clinicId = 'elm'): Envelope =>
  anEvent(
    answerRateFellV1,
    { clinicId, version, answered: 29, due: 100, at: `2027-05-1${version}T10:00:00Z` },
    { id: `${clinicId}-${version}`, clinicId },
  );

const given = () => {
  const reading = readingNotices('outcomes.surveys', (notices) => new TellOfFewAnswers(notices));
  const owed = async () =>
    (await reading.notices.untold()).map(({ clinicId, what, at }) => [clinicId, what, at.toISOString()]).sort();
  return { ...reading, owed };
};
const first = ['elm', 'few-answers', '2027-05-11T10:00:00.000Z'];
const second = ['elm', 'few-answers', '2027-05-13T10:00:00.000Z'];

describe('a word to staff that too few forms are answered', () => {
  it('is owed once, however often it is told, and to the clinic that it is about', async () => {
    const { owed, read } = given();
    // The same word in another envelope too: said twice by its service.
    await read([fell(1), fell(1), { ...fell(1), id: 'again' }, fell(1, 'oak')]);
    expect(await owed()).toEqual([first, ['oak', 'few-answers', first[2]]]);
  });

  it('is owed for each time that it fell, in whatever order that is heard', async () => {
    for (const events of [
      [fell(1), fell(3)],
      [fell(3), fell(1)],
    ]) {
      const { owed, read } = given();
      for (const event of events) await read([event]);
      expect(await owed()).toEqual([first, second]);
    }
  });

  it('is owed once when the process dies after it wrote that down and before it said so', async () => {
    const { notices, owed, read } = given();
    await read([fell(1)]);
    const [notice] = await notices.untold();
    if (notice === undefined) throw new Error('nothing is owed');
    expect(await notices.tell(notice)).toBe(true);
    // Whoever comes after it reads the record again.
    await read([fell(1), fell(3)]);
    expect(await owed()).toEqual([second]);
  });

  it('waits with its bytes where its version is not known, and keeps no other back', async () => {
    const { owed, read, start, transactions } = given();
    const runner = start();
    await read([{ ...fell(1), type: 'aftercare.outcomes.answer-rate.fell.v2' }, fell(3)], runner);
    expect(await owed()).toEqual([second]);
    expect([...transactions.store.letters.values()].map(({ offset }) => offset)).toEqual(['0']);
    expect(runner.counters).toMatchObject({ handled: 1 });
  });

  it('is not owed for what else is told about forms', async () => {
    const { owed, read, start } = given();
    const runner = start();
    await read([{ ...fell(1), type: 'aftercare.outcomes.survey.expired.v1' }], runner);
    expect(await owed()).toEqual([]);
    expect(runner.counters).toMatchObject({ ignored: 1, transactions: 0 });
  });
});
