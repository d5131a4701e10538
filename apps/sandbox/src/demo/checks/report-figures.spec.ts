import { reportFigures } from './report-figures.js';
import { aClinic, aLife, type Life } from './testing/a-clinic.js';

const check = reportFigures(new Date('2027-05-24T04:00:00Z'));

/** The paired example of the domain's test vectors: mean -2.6, interval -4.293 to -0.907, one of ten at half. */
const BEFORE = [10, 8, 12, 6, 15, 9, 7, 11, 5, 14];
const AFTER = [6, 7, 9, 6, 8, 10, 3, 7, 4, 11];
const paired = BEFORE.map((before, index) =>
  aLife({ before, after: AFTER[index], unwanted: index === 0 ? 'yes' : 'no' }),
);
const silent = [aLife({ after: undefined, unwanted: undefined }), aLife({ after: undefined, unwanted: undefined })];

const tenth = { n: 1, of: 10, rate: 0.1, low: 0.01787, high: 0.40415 };
const twelfth = { n: 1, of: 12, rate: 1 / 12, low: 0.01487, high: 0.35388 };
const change = { pairs: 10, mean: -2.6, sd: 2.36643, low: -4.29284, high: -0.90716 };

const report = (changes: object = {}) => ({
  period: { from: '2027-03-01', to: '2027-05-22' },
  algorithm: 'first-report@1 scores@1',
  flow: { due: 36, delivered: 36, started: 32, answered: 32, usable: 32 },
  groups: [
    { by: 'all', key: 'all', unwanted: tenth, responder50: { answered: tenth, due: twelfth }, change },
    { by: 'technique', key: 'swedish', unwanted: tenth, responder50: { answered: tenth, due: twelfth }, change },
  ],
  exclusions: [],
  ...changes,
});

describe('the figures of a report', () => {
  it('equal those counted from the answers', () => {
    expect(check(aClinic([...paired, ...silent], report()))).toEqual([]);
  });

  it('may come with the flow of each instrument, which is counted, too', () => {
    const flows = (followUps: number) => [
      { instrument: 'intake@1', due: 12, delivered: 12, started: 12, answered: 12, usable: 12 },
      { instrument: 'post-session@1', due: 12, delivered: 12, started: 10, answered: 10, usable: 10 },
      { instrument: 'follow-up@1', due: followUps, delivered: 12, started: 10, answered: 10, usable: 10 },
    ];
    expect(check(aClinic([...paired, ...silent], report({ flowByInstrument: flows(12) })))).toEqual([]);
    expect(check(aClinic([...paired, ...silent], report({ flowByInstrument: flows(10) })))).toEqual([
      'elm-rooms: flowByInstrument.follow-up@1.due is 10, recounted 12',
    ]);
  });

  it('may not differ by one', () => {
    const flow = { due: 36, delivered: 36, started: 32, answered: 31, usable: 32 };
    expect(check(aClinic([...paired, ...silent], report({ flow })))).toEqual([
      'elm-rooms: flow.answered is 31, recounted 32',
    ]);
  });

  it('may not show a mean that the answers do not give', () => {
    const [all, own] = report().groups;
    const groups = [{ ...all, change: { ...change, mean: -2.7 } }, own];
    expect(check(aClinic([...paired, ...silent], report({ groups })))).toEqual([
      'elm-rooms: groups.all.change.mean is -2.7, recounted -2.6',
    ]);
  });

  it('may not show a group of four, nor the next smallest with it', () => {
    const lives = [...paired.slice(0, 8), ...paired.slice(8), ...paired.slice(0, 4)].map((life, index): Life => ({
      ...life,
      technique: index < 10 ? 'swedish' : 'craniosacral',
    }));
    const problems = check(aClinic(lives, report()));
    expect(problems.some((problem) => problem.startsWith('elm-rooms: groups.swedish.suppressed'))).toBe(true);
    expect(problems.some((problem) => problem.startsWith('elm-rooms: groups.craniosacral.suppressed'))).toBe(true);
  });

  it('are missed where a clinic has none, and refused in another shape', () => {
    expect(check({ ...aClinic(paired, report()), reports: [] })).toEqual(['elm-rooms has no report']);
    expect(check(aClinic(paired, { period: {} }))[0]).toContain('another shape');
  });
});

describe('what the recount leaves out', () => {
  const few = (lives: readonly Life[], changes: object) => {
    const none = { by: 'all', key: 'all', unwanted: null, responder50: null, change: null };
    const records = aClinic(lives, report({ groups: [none], ...changes }));
    return check(records).filter((problem) => !problem.includes('groups.'));
  };
  const flow = { due: 3, delivered: 3, started: 3, answered: 3, usable: 3 };

  it.each([
    ['a low start', aLife({ before: 3 }), 'low-baseline', flow],
    ['a short window', aLife({ windowDays: 27 }), 'short-exposure', flow],
    ['no start', aLife({ before: undefined }), 'no-baseline', { ...flow, started: 2, answered: 2, usable: 2 }],
  ])('says why, of five people and more: %s', (_what, life, reason, own) => {
    const times = (count: number) => Object.fromEntries(Object.entries(own).map(([key, n]) => [key, n * count]));
    const five = Array.from({ length: 5 }, () => life);
    expect(few(five, { flow: times(5), exclusions: [{ reason, n: 5 }] })).toEqual([]);
    expect(few(five.slice(1), { flow: times(4), exclusions: [] })).toEqual([]);
  });

  it('is told by a page that asked about other days than the calendar has', () => {
    const problems = few([aLife({ windowDays: 20 })], { flow, exclusions: [] });
    expect(problems).toEqual(['elm-rooms: survey c0-follow-up asked about 20 days, not 28']);
  });

  it('is a visit that did not take place, with every form about it', () => {
    const records = aClinic(
      [aLife()],
      report({ groups: [], flow: { due: 1, delivered: 1, started: 1, answered: 1, usable: 1 } }),
    );
    const answers = records.answers
      .filter((one) => one.instrument !== 'follow-up@1')
      .map((one) => (one.instrument === 'post-session@1' ? { ...one, answers: { ps0: 'no' } } : one));
    const ledger = records.ledger.map((row) =>
      row.surveyId === 'c0-follow-up'
        ? { ...row, state: 'withdrawn', history: [{ at: row.firstDueAt, to: 'withdrawn', reason: 'DID_NOT_COME' }] }
        : row,
    );
    expect(check({ ...records, answers, ledger })).toEqual([]);
  });

  it('is a form that is still open, and one that was only begun', () => {
    const records = aClinic(
      [aLife()],
      report({ groups: [], flow: { due: 2, delivered: 2, started: 2, answered: 1, usable: 1 } }),
    );
    const answers = records.answers
      .filter((one) => one.instrument !== 'follow-up@1')
      .map((one) => (one.instrument === 'post-session@1' ? { ...one, finished: false } : one));
    const ledger = records.ledger.map((row) =>
      row.surveyId === 'c0-follow-up' ? { ...row, notAfter: '2027-05-30T09:00:00.000Z' } : row,
    );
    expect(check({ ...records, answers, ledger })).toEqual([]);
  });
});
