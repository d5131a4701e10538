import { aSurvey } from '../testing/a-survey.js';
import { wishesIn } from './finish-survey.js';
import { sayWishes } from './sayings.js';

const at = new Date('2027-03-01T10:00:00Z');
const words = (now: Record<string, string>, before?: Record<string, string>) =>
  sayWishes(aSurvey(), wishesIn(now), at, before === undefined ? undefined : wishesIn(before)).map(
    ({ contract, data }) => {
      const said = data as { readonly wish?: string; readonly intervalDays?: number };
      return `${contract.type.split('.').slice(2, 4).join('.')} ${String(said.wish ?? said.intervalDays ?? 'open')}`;
    },
  );

describe('what a form says about the next visit', () => {
  it('is how often somebody may be written to', () => {
    expect(['2-weeks', '3-weeks', '4-weeks', 'practitioner'].map((a28) => words({ a28 })[0])).toEqual([
      'interval.wished 14',
      'interval.wished 21',
      'interval.wished 28',
      'interval.wished open',
    ]);
  });

  it('is the same "stop" in the first form and in a later one', () => {
    expect([words({ a28: 'none' }), words({ f14: 'stop' })]).toEqual([['wish.changed stop'], ['wish.changed stop']]);
  });

  it('is nothing where nobody asked or answered, and nothing new where the answer stands', () => {
    expect(words({ a27: 'rest' })).toEqual([]);
    expect(words({ a28: '3-weeks', f14: 'not-now' }, { a28: '3-weeks', f14: 'not-now' })).toEqual([]);
    expect(words({ a28: 'practitioner' }, { a28: '3-weeks' })).toEqual(['interval.wished open']);
  });
});
