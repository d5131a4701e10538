import type { SetWords } from '../../instruments/application/instruments.js';
import type { Attested, Brought } from '../application/keep-licences.js';

/** A licence to the end of 2027. */
export const aLicence = (more: Partial<Attested> = {}): Attested => ({
  set: 'midas',
  holder: 'Elm Rooms Ltd',
  reference: 'contract 2027-114',
  scope: 'electronic, own clients',
  languages: ['en'],
  validUntil: '2027-12-31',
  ...more,
});

const numbers = (count: number): readonly SetWords[] =>
  Array.from({ length: count }, (_, index) => ({ text: `Invented question ${index + 1}`, labels: {} }));

/** Seven invented questions in the shape of the set; the real words belong to somebody else. */
export const someWords = (more: Partial<Brought> = {}): Brought => ({
  set: 'midas',
  language: 'en',
  copyright: '(c) Somebody Else, used with permission',
  words: numbers(7),
  ...more,
});

const LABELS = { '6': 'one', '8': 'two', '10': 'three', '11': 'four', '13': 'five' };
export const someChoices = (): Brought =>
  someWords({
    set: 'hit-6',
    words: Array.from({ length: 6 }, (_, index) => ({ text: `Invented choice ${index + 1}`, labels: LABELS })),
  });
