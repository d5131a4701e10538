import { options, rating, SEVEN_STEPS, type Condition, type Instrument, type Item } from './item.js';

const COUNTED: Condition = { fact: 'counts-days' };
const SOME: Condition = { item: 'f1', atLeast: 1 };
const LAST_7 = 'Last 7 days';

const f1: Item = {
  code: 'f1',
  text: 'Days with any headache',
  kind: 'days',
  max: 'window',
  required: true,
  when: COUNTED,
};
const f2: Item = {
  code: 'f2',
  text: 'Of these, migraine days',
  hint: 'Leave this empty if you had no headache',
  kind: 'days',
  max: { item: 'f1' },
  over: (days) => `Migraine days cannot be more than headache days (${days}).`,
  required: true,
  when: { all: [COUNTED, SOME] },
};
const f3: Item = {
  code: 'f3',
  text: 'Days with migraine, or with a moderate or severe headache',
  hint: 'Leave this empty if you had no headache',
  kind: 'days',
  max: { item: 'f1' },
  over: (days) => `These days cannot be more than headache days (${days}).`,
  min: { item: 'f2' },
  under: 'These days include your migraine days, so they cannot be fewer.',
  required: true,
  when: { all: [COUNTED, SOME] },
};
const f6: Item = {
  code: 'f6',
  text: 'Days you took headache medicine as needed',
  kind: 'days',
  max: 'window',
  when: COUNTED,
};
const f6a: Item = {
  code: 'f6a',
  text: 'Of these, days with a triptan, combination painkiller, opioid or ergot',
  hint: 'Only if you took something on many days',
  kind: 'days',
  max: { item: 'f6' },
  over: (days) => `Days with stronger medicine cannot be more than medicine days (${days}).`,
  when: { all: [COUNTED, { item: 'f6', atLeastPer28: 8 }] },
};
const f11: Item = {
  code: 'f11',
  text: 'Any other headache treatment started, stopped or changed?',
  kind: 'many',
  required: true,
  options: options(
    ['preventive', 'daily preventive medicine'],
    ['acute', 'medicine as needed'],
    ['other-therapy', 'another therapy'],
    ['lifestyle', 'lifestyle'],
    ['other', 'other'],
  ),
  none: { value: 'no', label: 'No' },
};

/** Day 14 to 28, 90 to 120 s; day counts only for windows of at least 14 days (domain.md 1.6, 1.7 c). */
export const followUp: Instrument = {
  id: 'follow-up@1',
  licenceClass: 'A',
  minutes: 2,
  lead: 'window',
  gate: 'safety@1',
  parts: [
    { id: '1', items: [f1, f2, f3], short: ['f1', 'f2', 'f3'] },
    {
      id: '2',
      items: [
        rating('f4', 'Usual worst pain', { when: SOME }),
        { code: 'f5', text: 'Days it stopped or slowed your plans', kind: 'days', max: 'window', when: COUNTED },
        f6,
        f6a,
      ],
    },
    {
      id: '3',
      items: [
        rating('f7', 'Neck and shoulder tension', { hint: LAST_7 }),
        rating('f8', 'Sleep', { hint: LAST_7, low: 'very poor', high: 'very good' }),
        rating('f9', 'Stress', { hint: LAST_7 }),
      ],
    },
    {
      id: '4',
      items: [
        { code: 'f10', text: 'Since you started visits, your headaches are …', kind: 'one', options: SEVEN_STEPS },
        f11,
        {
          code: 'f12',
          text: 'Days a week you did your self-care',
          kind: 'number',
          min: 0,
          max: 7,
          when: { fact: 'self-care' },
        },
      ],
    },
    {
      id: '5',
      items: [
        {
          code: 'f13',
          text: 'The next 4 weeks look …',
          kind: 'one',
          options: options(['calmer', 'calmer'], ['usual', 'as usual'], ['more-demanding', 'more demanding']),
        },
        {
          code: 'f14',
          text: 'Your next visit',
          kind: 'one',
          options: options(
            ['booked', 'it is booked'],
            ['suggest', 'suggest a time'],
            ['not-now', 'not now'],
            ['stop', 'stop reminding me'],
          ),
        },
      ],
    },
  ],
};
