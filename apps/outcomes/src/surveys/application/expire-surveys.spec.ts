import { InMemoryTransactions, runOnce } from '@aftercare/messaging';
import { AnswerRates } from '../../reports/application/answer-rates.js';
import { Counting } from '../../reports/application/counting.js';
import { InMemoryAnswerRates } from '../../reports/testing/in-memory-answer-rates.js';
import {
  InMemoryClientRecords,
  InMemoryCounterCells,
  InMemoryTallyStore,
} from '../../reports/testing/in-memory-counters.js';
import type { Survey } from '../domain/survey.js';
import { aSurvey } from '../testing/a-survey.js';
import { Dying, type Death } from '../testing/dying.js';
import { InMemorySurveyStore } from '../testing/in-memory-stores.js';
import { ExpireSurveys } from './expire-surveys.js';

const START = Date.parse('2027-05-15T10:00:00Z');
const at = (minute: number): Date => new Date(START + minute * 60_000);
const NOW = at(10_000);

const given = () => {
  const transactions = new InMemoryTransactions({ service: 'outcomes' });
  const surveys = new InMemorySurveyStore(transactions);
  const rates = new AnswerRates(new InMemoryAnswerRates(transactions));
  const counting = new Counting(
    new InMemoryTallyStore(transactions),
    new InMemoryClientRecords(transactions),
    new InMemoryCounterCells(transactions),
  );
  return {
    rates,
    surveys,
    transactions,
    process: (death?: Death) => new ExpireSurveys(new Dying(transactions, death), surveys, counting, rates),
    keep: (all: readonly Survey[]) =>
      runOnce(transactions, async ({ writes }) => all.forEach((one) => surveys.save(one, undefined, writes))),
    fell: () =>
      transactions.said.flatMap(({ type, clinicid, data }) =>
        type === 'aftercare.outcomes.answer-rate.fell.v1' ? [{ clinicid, data }] : [],
      ),
  };
};

/** Forms that close one a minute; the first ones of them are answered, the others still open. */
const forms = (count: number, answered: number, more: Partial<Survey> & { readonly from?: number } = {}) => {
  const { from = 1, clinicId = 'elm', ...rest } = more;
  return Array.from({ length: count }, (_, index) => {
    const minute = from + index;
    const times = { ...aSurvey().times, closesAt: at(minute) };
    const state = index < answered ? { state: 'answered' as const, answeredAt: at(minute - 60) } : {};
    return aSurvey({ id: `${clinicId}-${minute}`, clinicId, clientRef: `client-${minute}`, times, ...state, ...rest });
  });
};
const WORD = { clinicId: 'elm', version: 1, answered: 29, due: 100, at: at(100).toISOString() };

describe('closing forms', () => {
  it('tells once that fewer than 30 of the last 100 forms were answered, with counts and nothing else', async () => {
    const { fell, keep, process, rates } = given();
    await keep(forms(100, 29));
    await process().fire(NOW);
    await process().fire(NOW);
    expect(fell()).toEqual([{ clinicid: 'elm', data: WORD }]);
    expect(await rates.read('elm')).toEqual({ below: { on: '2027-05-15', answered: 29, due: 100 } });
  });

  it('says nothing with 30 of 100, nor with fewer than 100 forms', async () => {
    const { fell, keep, process, rates } = given();
    await keep([...forms(100, 30), ...forms(99, 0, { clinicId: 'oak' })]);
    await process().fire(NOW);
    expect(fell()).toEqual([]);
    expect([await rates.read('elm'), await rates.read('oak')]).toEqual([{ below: null }, { below: null }]);
  });

  it('looks at each clinic alone, and does not count forms that were taken back', async () => {
    const { fell, keep, process } = given();
    await keep([
      ...forms(100, 29),
      ...forms(100, 100, { clinicId: 'oak' }),
      ...forms(40, 0, { clinicId: 'oak', from: 300 }),
      ...forms(60, 0, { clinicId: 'elm', from: 300, state: 'withdrawn' }),
    ]);
    await process().fire(NOW);
    expect(fell()).toEqual([{ clinicid: 'elm', data: WORD }]);
  });

  it('takes a late answer for none', async () => {
    const { fell, keep, process } = given();
    const late = forms(100, 40).map((one, index) => (index < 11 ? { ...one, late: true } : one));
    await keep(late);
    await process().fire(NOW);
    expect(fell()).toMatchObject([{ data: { answered: 29 } }]);
  });

  it('may tell it again only after a later 100 forms showed that it got better', async () => {
    const { fell, keep, process, rates } = given();
    const lived = async (next: readonly Survey[]) => {
      await keep(next);
      await process().fire(NOW);
      return [fell().length, (await rates.read('elm')).below !== null];
    };
    expect(await lived(forms(100, 0))).toEqual([1, true]);
    expect(await lived(forms(100, 0, { from: 101 }))).toEqual([1, true]);
    expect(await lived(forms(100, 60, { from: 201 }))).toEqual([1, false]);
    expect(await lived(forms(99, 0, { from: 301 }))).toEqual([1, false]);
    expect(await lived(forms(1, 0, { from: 400 }))).toEqual([2, true]);
    expect(fell()[1]?.data).toMatchObject({ version: 3, answered: 0 });
  });

  it.each(
    [1, 35, 70, 71].flatMap((run) => [
      { run, when: 'before' as const },
      { run, when: 'after' as const },
    ]),
  )('neither loses nor doubles the word when the process dies $when commit $run of 71', async (death) => {
    const { fell, keep, process } = given();
    await keep(forms(100, 29));
    await expect(process(death).fire(NOW)).rejects.toThrow('killed');
    await process().fire(NOW);
    // Nobody is left to close: whoever died after the last commit had told.
    expect(fell()).toEqual([{ clinicid: 'elm', data: WORD }]);
  });

  it('tells it once when two processes close at the same time', async () => {
    const { fell, keep, process } = given();
    await keep([...forms(100, 29), ...forms(120, 10, { clinicId: 'oak' })]);
    await Promise.all([process().fire(NOW), process().fire(NOW)]);
    expect(
      fell()
        .map(({ clinicid }) => clinicid)
        .toSorted(),
    ).toEqual(['elm', 'oak']);
  });

  it('closes what comes after a form that cannot be closed, which stays due', async () => {
    const { fell, keep, process, surveys } = given();
    const all = forms(101, 0);
    await keep(all);
    const save = surveys.save.bind(surveys);
    const broken = ['elm-1', 'elm-101'];
    jest.spyOn(surveys, 'save').mockImplementation((survey, version, writes) => {
      if (broken.includes(survey.id)) throw new RangeError('cannot be kept');
      save(survey, version, writes);
    });
    await expect(process().fire(NOW)).rejects.toThrow('left 2 undone (elm/elm-1, elm/elm-101)');
    expect(await surveys.due(NOW, 200)).toHaveLength(2);
    jest.restoreAllMocks();
    await process().fire(NOW);
    expect(await surveys.due(NOW, 200)).toEqual([]);
    expect(fell()).toMatchObject([{ data: { answered: 0, due: 100, at: at(101).toISOString() } }]);
  });

  it('looks at the forms of a clinic once for all that it closes together', async () => {
    const { keep, process, surveys } = given();
    await keep([...forms(80, 0), ...forms(80, 0, { clinicId: 'oak' })]);
    const looks = jest.spyOn(surveys, 'over');
    await process().fire(NOW);
    expect(looks.mock.calls.map(([{ clinicId, limit }]) => [clinicId, limit])).toEqual([
      ['elm', 100],
      ['oak', 100],
    ]);
  });

  it('judges those it closed also when the last of them was answered in that very moment', async () => {
    const { fell, keep, process, surveys, transactions } = given();
    await keep(forms(101, 29));
    const due = await surveys.due(NOW, 200);
    jest.spyOn(surveys, 'due').mockResolvedValueOnce(due);
    const last = forms(101, 29).at(-1) ?? aSurvey();
    const answered: Survey = { ...last, state: 'answered', answeredAt: last.times.closesAt };
    await runOnce(transactions, async ({ writes }) => surveys.save(answered, 1, writes));
    await process().fire(NOW);
    expect(fell()).toMatchObject([{ data: { answered: 29, at: at(101).toISOString() } }]);
  });
});
