import { runOnce } from '@aftercare/messaging';
import type { Transactions } from '@aftercare/messaging';
import { describeKept } from '@aftercare/testing/stores';
import type { AnswerSheets, Survey, SurveyStore } from '../application/ports.js';
import { aSurvey } from './a-survey.js';
import { aSheet } from './answers-contract.js';

export interface SurveyStoreUnderTest {
  readonly surveys: SurveyStore;
  readonly sheets: AnswerSheets;
  readonly transactions: Transactions;
  /** The token of a survey's link. */
  token(survey: Pick<Survey, 'id' | 'generation'>): string;
}

const noon = new Date('2027-05-15T12:00:00Z');
const closing = (id: string, closesAt: Date, more: Partial<Survey> = {}): Survey =>
  aSurvey({ id, ...more, times: { ...aSurvey().times, closesAt } });
const later = (ms: number): Date => new Date(noon.getTime() + ms);
const idsOf = (loaded: readonly { readonly state: Survey }[]): readonly string[] =>
  loaded.map(({ state }) => state.id).sort();

const keeping =
  (given: () => SurveyStoreUnderTest) =>
  (...surveys: readonly Survey[]): Promise<void> =>
    runOnce(given().transactions, async ({ writes }) => {
      for (const survey of surveys) given().surveys.save(survey, undefined, writes);
    });

const describeFinding = (given: () => SurveyStoreUnderTest): void => {
  const keep = keeping(given);

  it('finds several surveys, each at its own clinic, and leaves out what does not exist', async () => {
    await keep(aSurvey({ id: 'a' }), aSurvey({ id: 'b', clinicId: 'oak' }), aSurvey({ id: 'c', clinicId: 'oak' }));
    const keys = [
      { clinicId: 'clinic-1', id: 'a' },
      { clinicId: 'oak', id: 'b' },
      { clinicId: 'clinic-1', id: 'c' },
      { clinicId: 'clinic-1', id: 'd' },
    ];
    expect(idsOf(await given().surveys.many(keys))).toEqual(['a', 'b']);
    expect(await given().surveys.many([])).toEqual([]);
  });

  it('finds all surveys of clients, each at its own clinic', async () => {
    await keep(
      aSurvey({ id: 'a' }),
      aSurvey({ id: 'b', state: 'expired' }),
      aSurvey({ id: 'c', clientRef: 'client-2' }),
      aSurvey({ id: 'd', clinicId: 'oak', clientRef: 'client-3' }),
      aSurvey({ id: 'e', clinicId: 'oak' }),
    );
    const clients = [
      { clinicId: 'clinic-1', id: 'client-1' },
      { clinicId: 'oak', id: 'client-3' },
    ];
    expect(idsOf(await given().surveys.ofClients(clients))).toEqual(['a', 'b', 'd']);
    expect(await given().surveys.ofClients([])).toEqual([]);
  });

  it('finds all surveys of one clinic', async () => {
    await keep(aSurvey({ id: 'a' }), aSurvey({ id: 'b', state: 'answered' }), aSurvey({ id: 'c', clinicId: 'oak' }));
    expect((await given().surveys.ofClinic('clinic-1')).map(({ id }) => id).sort()).toEqual(['a', 'b']);
    expect(await given().surveys.ofClinic('ash')).toEqual([]);
  });
};

const describeTokens = (given: () => SurveyStoreUnderTest): void => {
  const keep = keeping(given);

  it('finds a survey by the token of its link', async () => {
    await keep(aSurvey(), aSurvey({ id: 'survey-2' }));
    const found = await given().surveys.byToken(given().token(aSurvey()));
    expect([found?.state, found?.version, found?.sheet]).toEqual([aSurvey(), 1, undefined]);
  });

  it('finds the answers with it, as they stand in the same transaction, and never those of another clinic', async () => {
    await keep(aSurvey({ id: 'a' }), aSurvey({ id: 'b' }));
    await runOnce(given().transactions, async ({ writes }) => {
      given().sheets.save(aSheet('clinic-1', 'a'), undefined, writes);
      given().sheets.save(aSheet('oak', 'b'), undefined, writes);
    });
    const tokens = ['a', 'b'].map((id) => given().token(aSurvey({ id })));
    const sheets = await given().transactions.run(async ({ within }) => {
      const read = [];
      for (const token of tokens) read.push((await given().surveys.byToken(token, within))?.sheet);
      return read;
    });
    expect(sheets).toMatchObject([{ state: { clinicId: 'clinic-1', surveyId: 'a' }, version: 1 }, undefined]);
  });

  it('finds none by an unknown or malformed token, nor by one that a re-issue ended', async () => {
    await keep(aSurvey({ generation: 1 }));
    const tokens = [given().token(aSurvey({ generation: 0 })), given().token(aSurvey({ id: 'x' })), 'short', ''];
    for (const token of tokens) expect(await given().surveys.byToken(token)).toBeUndefined();
    expect(await given().surveys.byToken(given().token(aSurvey({ generation: 1 })))).toBeDefined();
  });
};

const describeDueWork = (given: () => SurveyStoreUnderTest): void => {
  const keep = keeping(given);

  it('has due what closes now or closed before, in all clinics, the earliest first', async () => {
    await keep(
      closing('now', noon),
      closing('before', later(-1), { clinicId: 'oak', state: 'started' }),
      closing('later', later(1)),
    );
    expect(await given().surveys.due(noon, 10)).toEqual([
      { clinicId: 'oak', id: 'before' },
      { clinicId: 'clinic-1', id: 'now' },
    ]);
    expect(await given().surveys.due(noon, 1)).toEqual([{ clinicId: 'oak', id: 'before' }]);
    expect(await given().surveys.due(later(-2), 10)).toEqual([]);
  });

  it('has nothing due of surveys that ended, whatever ended them', async () => {
    const ends = (['answered', 'withdrawn', 'expired'] as const).map((state) => closing(state, noon, { state }));
    await keep(...ends);
    expect(await given().surveys.due(noon, 10)).toEqual([]);
    expect(await given().surveys.nextClose()).toBeUndefined();
  });

  it('knows the next close, until that survey has ended', async () => {
    await keep(closing('one', later(5)), closing('two', later(9)));
    expect(await given().surveys.nextClose()).toEqual(later(5));
    const { saves } = given().surveys;
    await runOnce(given().transactions, async ({ writes }) =>
      given().surveys.save(closing('one', later(5), { state: 'expired' }), 1, writes),
    );
    expect(await given().surveys.nextClose()).toEqual(later(9));
    expect(given().surveys.saves).toBeGreaterThan(saves);
  });
};

const describeOver = (given: () => SurveyStoreUnderTest): void => {
  const keep = keeping(given);
  const asked = { clinicId: 'clinic-1', after: undefined, until: noon, limit: 100 };
  const over = async (more: Partial<Parameters<SurveyStore['over']>[0]> = {}) =>
    (await given().surveys.over({ ...asked, ...more })).map(({ surveyId }) => surveyId);

  it('tells of forms that are over which were answered in time; late is not in time', async () => {
    await keep(
      closing('in-time', later(-1), { state: 'answered' }),
      closing('late', later(-2), { state: 'answered', late: true }),
      closing('silent', later(-3), { state: 'expired' }),
    );
    expect(await given().surveys.over(asked)).toEqual([
      { surveyId: 'in-time', closedAt: later(-1), answeredInTime: true },
      { surveyId: 'late', closedAt: later(-2), answeredInTime: false },
      { surveyId: 'silent', closedAt: later(-3), answeredInTime: false },
    ]);
  });

  it('never names a form that was taken back or is open, nor one of another clinic', async () => {
    await keep(
      closing('taken-back', later(-1), { state: 'withdrawn' }),
      closing('open', later(-1)),
      closing('started', later(-1), { state: 'started' }),
      closing('elsewhere', later(-1), { state: 'expired', clinicId: 'oak' }),
    );
    expect(await over()).toEqual([]);
    expect(await over({ clinicId: 'oak' })).toEqual(['elsewhere']);
  });

  it('goes by the close: after the one, up to and with the other, the latest first and no more than asked for', async () => {
    const closes = [-3, -2, -1, 0, 1].map((minutes) => later(minutes * 60_000));
    await keep(...closes.map((at, index) => closing(`f${index}`, at, { state: 'expired', answeredAt: later(0) })));
    expect(await over()).toEqual(['f3', 'f2', 'f1', 'f0']);
    expect(await over({ after: closes[1] })).toEqual(['f3', 'f2']);
    expect(await over({ limit: 2 })).toEqual(['f3', 'f2']);
    await keep(closing('g', later(0), { state: 'answered' }));
    expect(await over({ limit: 2 })).toEqual(['g', 'f3']);
  });

  it('does not see what its own transaction is about to write', async () => {
    await keep(closing('one', later(-1)));
    await given().transactions.run(async ({ within, writes }) => {
      given().surveys.save(closing('one', later(-1), { state: 'expired' }), 1, writes);
      expect(await given().surveys.over(asked, within)).toEqual([]);
    });
    expect(await over()).toEqual(['one']);
  });
};

/** What the surveys' use cases rely on. `make` gives a store without surveys. */
export const describeSurveyStoreContract = (name: string, make: () => Promise<SurveyStoreUnderTest>): void => {
  describe(`the contract of surveys: ${name}`, () => {
    let tested: SurveyStoreUnderTest;
    beforeEach(async () => {
      tested = await make();
    });
    const given = (): SurveyStoreUnderTest => tested;
    describeKept<Survey>(() => ({
      transactions: given().transactions,
      state: ({ clinicId, id }, mark) => aSurvey({ clinicId, id, revision: mark }),
      load: async (key, within) => (await given().surveys.many([key], within))[0],
      save: (survey, expected, writes) => given().surveys.save(survey, expected, writes),
    }));
    describeFinding(given);
    describeTokens(given);
    describeDueWork(given);
    describeOver(given);
  });
};
