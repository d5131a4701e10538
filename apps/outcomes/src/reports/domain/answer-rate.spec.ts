import * as fc from 'fast-check';
import { judge, JUDGED_FORMS, type AnswerRate, type FormOver } from './answer-rate.js';

const START = Date.parse('2027-05-14T20:20:00Z');
const MINUTE = 60_000;
const at = (minute: number): Date => new Date(START + minute * MINUTE);
const form = (minute: number, answeredInTime: boolean): FormOver => ({
  surveyId: `s${minute}`,
  closedAt: at(minute),
  answeredInTime,
});
/** So many forms, one a minute; the first ones of them were answered. */
const forms = (count: number, answered: number, from = 1): readonly FormOver[] =>
  Array.from({ length: count }, (_, index) => form(from + index, index < answered));
const of = (before: AnswerRate | undefined, all: readonly FormOver[]) =>
  judge({ clinicId: 'elm', zone: 'Pacific/Auckland' }, before, all);

/** A clinic's forms one after another, judged after each; every change with the number of forms until then. */
const live = (answers: readonly boolean[]) => {
  const changes: (readonly [number, AnswerRate['standing']])[] = [];
  let rate: AnswerRate | undefined;
  const over: FormOver[] = [];
  for (const [index, answered] of answers.entries()) {
    over.push(form(index, answered));
    const next = of(rate, over);
    if (next !== rate && next !== undefined) changes.push([index + 1, next.standing]);
    rate = next;
  }
  return changes;
};

describe('the answer rate of a clinic', () => {
  it('is below when 29 of the last 100 forms were answered in time, and is not with 30', () => {
    expect(of(undefined, forms(100, 29))).toEqual({
      clinicId: 'elm',
      standing: 'below',
      since: at(100),
      // Ten in the evening in London is the next morning there.
      on: '2027-05-15',
      answered: 29,
    });
    expect(of(undefined, forms(100, 30))).toBeUndefined();
  });

  it('is no word with fewer than 100 forms, whoever answered', () => {
    expect(of(undefined, [])).toBeUndefined();
    expect(of(undefined, forms(99, 0))).toBeUndefined();
  });

  it('looks at the last 100 forms only, in whatever order they come', () => {
    const old = forms(200, 200);
    const latest = forms(100, 20, 201);
    for (const all of [
      [...old, ...latest],
      [...latest, ...old],
    ])
      expect(of(undefined, all)).toMatchObject({ standing: 'below', answered: 20, since: at(300) });
  });

  it('is judged anew over 100 later forms, and not by those that told before', () => {
    const below = of(undefined, forms(100, 0));
    expect(of(below, [...forms(100, 0), ...forms(99, 99, 101)])).toBe(below);
    expect(of(below, [...forms(100, 0), ...forms(100, 29, 101)])).toBe(below);
    const recovered = of(below, [...forms(100, 0), ...forms(100, 30, 101)]);
    expect(recovered).toMatchObject({ standing: 'recovered', answered: 30, since: at(200) });
    expect(of(recovered, [...forms(100, 30, 101), ...forms(99, 0, 201)])).toBe(recovered);
    expect(of(recovered, [...forms(100, 30, 101), ...forms(100, 0, 201)])).toMatchObject({ standing: 'below' });
  });

  it('is told once about a clinic at the line, where one form more or less would tell it every other day', () => {
    // 29 and 30 of 100 by turns: without forms of its own every second judgement would be another one.
    const answers = Array.from({ length: 400 }, (_, index) => index % 10 < 3 && index !== 50);
    expect(live(answers)).toEqual([
      [100, 'below'],
      [200, 'recovered'],
    ]);
  });

  it('changes by turns and at most once in 100 forms, whatever people answer', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 100, maxLength: 700 }), (dice) => {
        const changes = live(dice.map((eyes, index) => eyes < (Math.floor(index / 150) % 2 === 0 ? 2 : 5)));
        const gaps = changes.map(([count], index) => count - (changes[index - 1]?.[0] ?? 0));
        expect(gaps.every((gap) => gap >= JUDGED_FORMS)).toBe(true);
        expect(changes.map(([, standing]) => standing)).toEqual(
          changes.map((_, index) => (index % 2 === 0 ? 'below' : 'recovered')),
        );
      }),
      { numRuns: 50 },
    );
  });
});
