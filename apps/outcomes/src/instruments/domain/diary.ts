import { choiceIn, type Answers } from './answers.js';
import { holds, type FormFacts } from './conditions.js';
import { itemsThatApply } from './form.js';
import { COMES_WITH } from './intake-lists.js';
import { options, rating, type Condition, type Item, type Part } from './item.js';

/** A day of the diary has no visit, no window and no gate: only what was answered decides what applies. */
export const DIARY_FACTS: FormFacts = {
  presumed: false,
  selfCarePlan: false,
  fiftyPlus: undefined,
  windowDays: undefined,
  shortForm: false,
};

const ACHE: Condition = { item: 'd1', is: ['headache', 'migraine'] };
const TAKEN: Condition = { all: [ACHE, { item: 'd5', is: ['simple', 'triptan', 'combination', 'other'] }] };

const d1: Item = {
  code: 'd1',
  text: 'Head pain today?',
  kind: 'one',
  required: true,
  options: options(['none', 'None'], ['headache', 'Headache'], ['migraine', 'Migraine']),
};
const d3: Item = {
  code: 'd3',
  text: 'How long?',
  kind: 'one',
  when: ACHE,
  options: options(
    ['under-30m', 'under 30 minutes'],
    ['30m-4h', '30 minutes to 4 hours'],
    ['4-24h', '4 to 24 hours'],
    ['all-day', 'all day'],
  ),
};
const d4: Item = {
  code: 'd4',
  text: 'With it',
  kind: 'many',
  when: ACHE,
  options: COMES_WITH,
};
const d5: Item = {
  code: 'd5',
  text: 'Medicine',
  kind: 'many',
  when: ACHE,
  none: { value: 'none', label: 'none' },
  options: options(
    ['simple', 'simple painkiller'],
    ['triptan', 'triptan type'],
    ['combination', 'combination or opioid'],
    ['other', 'other'],
  ),
};
const d5h: Item = {
  code: 'd5h',
  text: 'Did it help within 2 hours?',
  kind: 'one',
  when: TAKEN,
  options: options(['yes', 'Yes'], ['no', 'No']),
};
const d6: Item = {
  code: 'd6',
  text: 'Did it get in the way?',
  kind: 'one',
  when: ACHE,
  options: options(['no', 'No'], ['slowed', 'It slowed me'], ['stopped', 'It stopped me']),
};
const d7: readonly Item[] = [
  rating('d7a', 'Stress today', { high: 'very much' }),
  rating('d7b', 'Sleep last night', { low: 'very poor', high: 'very good' }),
  {
    code: 'd7c',
    text: 'Today I had',
    kind: 'many',
    options: options(
      ['missed-meal', 'a missed meal'],
      ['little-water', 'little to drink'],
      ['many-screen-hours', 'many hours at a screen'],
      ['period', 'a day of my period'],
      ['alcohol', 'alcohol'],
      ['weather', 'a change of weather'],
      ['other', 'something else that may set it off'],
    ),
  },
];
const d9: Item = { code: 'd9', text: 'A note for yourself', kind: 'text', maxLength: 280 };

/** One tap for a day without pain, 30 to 45 seconds for another one (domain.md 1.7 d). Ids of parts stand in addresses, so they name nothing that is about health. */
export const diary: { readonly id: 'diary@1'; readonly parts: readonly Part[] } = {
  id: 'diary@1',
  parts: [
    { id: 'day', items: [d1] },
    { id: 'worst', items: [rating('d2', 'Worst pain', { from: 1, low: 'mild', when: ACHE }), d3] },
    { id: 'with', items: [d4] },
    { id: 'taken', items: [d5, d5h] },
    { id: 'way', items: [d6] },
    { id: 'more', items: [...d7, d9] },
  ],
};

const EXTRAS = 'more';

/** Parts that may be filled in beside the first. In an attack nothing is asked that can wait. */
const partsOpen = (answers: Answers): readonly Part[] =>
  diary.parts.slice(1).filter(({ id, items }) => {
    if (id === EXTRAS) return choiceIn(answers, 'd1') !== undefined && choiceIn(answers, 'd1') !== 'migraine';
    return items.some((item) => holds(item.when, answers, DIARY_FACTS));
  });

export const isDiaryPartOpen = (part: string, answers: Answers): boolean =>
  partsOpen(answers).some(({ id }) => id === part);

/** What comes after a part; after "None" nothing does, the rest is offered and not asked. */
export const diaryPartAfter = (part: string, answers: Answers): string | undefined => {
  if (choiceIn(answers, 'd1') === 'none') return undefined;
  const order = diary.parts.map(({ id }) => id);
  return partsOpen(answers).find(({ id }) => order.indexOf(id) > order.indexOf(part))?.id;
};

/** Answers that apply, in the order of the questions, so that the same day is always the same text. */
export const diaryAnswers = (answers: Answers): Answers => {
  const kept = diary.parts.flatMap((part) => itemsThatApply(part, answers, DIARY_FACTS));
  return Object.fromEntries(
    kept.flatMap(({ code }) => {
      const value = answers[code];
      return value === undefined ? [] : [[code, value]];
    }),
  );
};
