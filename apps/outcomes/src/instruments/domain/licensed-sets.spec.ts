import { isUsable, scoreOf } from './scores.js';
import { LICENSED_SETS, problemsOf, quarterlyForm } from './licensed-sets.js';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => ({ text: `q${index}`, labels: {} }));
const choices = (codes: readonly string[]) =>
  Array.from({ length: 6 }, (_, index) => ({
    text: `q${index}`,
    labels: Object.fromEntries(codes.map((code) => [code, `answer ${code}`])),
  }));
const total = (answers: Parameters<typeof scoreOf>[1]) => scoreOf('quarterly@1', answers, undefined);

describe('a questionnaire of somebody else', () => {
  it('has not one word of its own in the project: only codes, weights and numbers', () => {
    const known = JSON.stringify(LICENSED_SETS).match(/"[^"]*"/gu) ?? [];
    expect(known.filter((text) => text.includes(' '))).toEqual([]);
  });

  it('takes only words that fit its questions and its answer codes', () => {
    expect(problemsOf(LICENSED_SETS.midas, numbers(7))).toEqual([]);
    expect(problemsOf(LICENSED_SETS.midas, numbers(6))).toEqual(['MIDAS has 7 questions, and there are 6 here']);
    expect(problemsOf(LICENSED_SETS['hit-6'], choices(['6', '8', '10', '11', '13']))).toEqual([]);
    expect(problemsOf(LICENSED_SETS['hit-6'], choices(['1', '2', '3', '4', '5']))).toHaveLength(6);
    expect(problemsOf(LICENSED_SETS['hit-6'], numbers(6))).toHaveLength(6);
  });

  it('is asked in the words of the clinic, at most four on a page, with the line about their owner and our safety check', () => {
    const form = quarterlyForm(LICENSED_SETS.midas, { words: numbers(7), copyright: '(c) Somebody' });
    expect(form.parts.map(({ items }) => items.map(({ text }) => text))).toEqual([
      ['q0', 'q1', 'q2', 'q3'],
      ['q4', 'q5', 'q6'],
    ]);
    expect(form).toMatchObject({ credit: '(c) Somebody', gate: 'safety@1', licenceClass: 'B' });
  });

  it('is added up as its owner says, and not at all while an answer that counts is missing', () => {
    const days = { mid1: 1, mid2: 2, mid3: 3, mid4: 4, mid5: 5 };
    expect(total({ ...days, mid6: 40, mid7: 8 })).toMatchObject({ total: 15 });
    expect(total({ mid1: 1, mid6: 40 })).toMatchObject({ total: undefined });
    const hit = Object.fromEntries([6, 8, 10, 11, 13, 6].map((code, index) => [`hit${index + 1}`, `${code}`]));
    expect(total(hit)).toMatchObject({ total: 54 });
    expect([isUsable(total(days)), isUsable(total({})), isUsable(total({ mid1: 1 }))]).toEqual([true, false, false]);
  });
});
