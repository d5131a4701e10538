import { options, rating, YES_NO_UNSURE, type Instrument, type Item, type Option } from './item.js';
import { AREAS, COMES_WITH, GOALS, HEALTH, MEDICINES, NAMED, TRIGGERS } from './intake-lists.js';

const SOME = { item: 'a3', atLeast: 1 } as const;
const NONE_OF_THESE: Option = { value: 'none', label: 'None of these' };
const STRONGER = ['triptan', 'combination', 'opioid', 'ergot'];

const a3: Item = { code: 'a3', text: 'Last 28 days: days with any headache', kind: 'days', max: 28, required: true };
const a4: Item = {
  code: 'a4',
  text: 'Of these, migraine days',
  hint: 'Leave this empty if you had no headache',
  kind: 'days',
  max: { item: 'a3' },
  over: (days) => `Migraine days cannot be more than headache days (${days}).`,
  required: true,
  when: SOME,
};
const a5: Item = {
  code: 'a5',
  text: 'Days with migraine, or moderate or severe headache',
  hint: 'Leave this empty if you had no headache',
  kind: 'days',
  max: { item: 'a3' },
  over: (days) => `These days cannot be more than headache days (${days}).`,
  min: { item: 'a4' },
  under: 'These days include your migraine days, so they cannot be fewer.',
  required: true,
  when: SOME,
};
const a7: Item = {
  code: 'a7',
  text: 'How long without treatment?',
  kind: 'one',
  when: SOME,
  options: options(
    ['under-4h', 'under 4 hours'],
    ['4-24h', '4 to 24 hours'],
    ['1-3d', '1 to 3 days'],
    ['over-3d', 'over 3 days'],
    ['not-sure', 'not sure'],
  ),
};
const a10: Item = {
  code: 'a10',
  text: 'Compared with your usual, the last 4 weeks were …',
  kind: 'one',
  required: true,
  options: options(['better', 'better'], ['usual', 'about usual'], ['worse', 'worse']),
};
const a12: Item = {
  code: 'a12',
  text: 'Which kinds?',
  hint: 'Leave this empty if you took none',
  kind: 'many',
  when: { item: 'a11', atLeast: 1 },
  options: MEDICINES,
};
const a13: Item = {
  code: 'a13',
  text: 'Days with a triptan, combination, opioid or ergot',
  hint: 'Only if you took one of these on many days',
  kind: 'days',
  max: { item: 'a11' },
  over: (days) => `Days with stronger medicine cannot be more than medicine days (${days}).`,
  when: {
    all: [
      { item: 'a11', atLeast: 8 },
      { item: 'a12', is: STRONGER },
    ],
  },
};
const a14: Item = {
  code: 'a14',
  text: 'A daily preventive?',
  kind: 'one',
  required: true,
  options: options(
    ['none', 'none'],
    ['steady', 'the same for 3 months or more'],
    ['changed', 'started or changed within 3 months'],
  ),
};
const a22: Item = {
  code: 'a22',
  text: 'Pressure you like',
  kind: 'one',
  options: options(['light', 'light'], ['medium', 'medium'], ['firm', 'firm'], ['you-decide', 'you decide']),
};
const a23: Item = {
  code: 'a23',
  text: 'For your comfort',
  kind: 'many',
  options: options(
    ['dim-light', 'dim light'],
    ['quiet', 'quiet'],
    ['no-music', 'no music'],
    ['no-talking', 'no talking'],
    ['no-scents', 'no scents'],
    ['face-up', 'face-up only'],
    ['pauses', 'pauses'],
  ),
};
const a24: Item = {
  code: 'a24',
  text: 'Do smells set off or worsen headaches?',
  kind: 'one',
  required: true,
  options: options(['no', 'no'], ['sometimes', 'sometimes'], ['often', 'often']),
};
const a25: Item = {
  code: 'a25',
  text: 'Scented oils',
  kind: 'one',
  when: { item: 'a24', is: ['no', 'sometimes'] },
  options: options(['no', 'no'], ['ask', 'ask me each time']),
};
const a26: Item = {
  code: 'a26',
  text: 'Health check',
  hint: 'Any of these means your practitioner talks with you first. It does not mean no.',
  kind: 'many',
  required: true,
  options: HEALTH,
  none: NONE_OF_THESE,
};
const a28: Item = {
  code: 'a28',
  text: 'How often may we write about a next visit?',
  kind: 'one',
  options: options(
    ['practitioner', 'my practitioner decides'],
    ['2-weeks', 'every 2 weeks'],
    ['3-weeks', 'every 3 weeks'],
    ['4-weeks', 'every 4 weeks'],
    ['none', 'not at all'],
  ),
};
const a28b: Item = {
  code: 'a28b',
  text: 'How may we write?',
  kind: 'many',
  options: options(
    ['sms', 'by text'],
    ['email', 'by email'],
    ['mornings', 'in the morning'],
    ['afternoons', 'in the afternoon'],
    ['evenings', 'in the early evening'],
  ),
};

/** The baseline, sent 48 h before the first visit; 5 to 7 minutes, save and resume (domain.md 1.7 a). */
export const intake: Instrument = {
  id: 'intake@1',
  licenceClass: 'A',
  minutes: 7,
  lead: 'last-28-days',
  fixedWindowDays: 28,
  gate: 'safety@1',
  parts: [
    {
      id: '1',
      items: [
        {
          code: 'a1',
          text: 'Has a clinician named your headaches?',
          kind: 'many',
          options: NAMED,
          none: { value: 'no', label: 'No' },
        },
        { code: 'a2', text: 'Your age when they began', kind: 'number', min: 0, max: 120 },
      ],
    },
    { id: '2', items: [a3, a4, a5], short: ['a3', 'a4', 'a5'] },
    {
      id: '3',
      items: [
        rating('a6', 'Usual worst pain', { when: SOME }),
        { code: 'a9', text: 'Days it stopped or slowed your plans', kind: 'days', max: 28 },
        a10,
      ],
    },
    {
      id: '4',
      items: [a7, { code: 'a8', text: 'What comes with it?', kind: 'many', options: COMES_WITH, none: NONE_OF_THESE }],
    },
    {
      id: '5',
      items: [
        { code: 'a20', text: 'Where does it hurt or feel tight?', kind: 'many', options: AREAS },
        rating('a21', 'Neck and shoulder tension', { hint: 'Last 7 days' }),
      ],
    },
    {
      id: '6',
      items: [
        { code: 'a11', text: 'Days with headache medicine as needed', kind: 'days', max: 28, required: true },
        a12,
        a13,
        a14,
      ],
    },
    {
      id: '7',
      items: [
        { code: 'a15', text: 'What tends to set them off?', kind: 'many', options: TRIGGERS, most: 8 },
        { code: 'a19', text: 'A demanding time coming up?', kind: 'period', maxDays: 84 },
      ],
    },
    {
      id: '8',
      items: [
        rating('a16', 'Sleep', { hint: 'Last 7 days', low: 'very poor', high: 'very good' }),
        rating('a17', 'Stress', { hint: 'Last 7 days' }),
        { code: 'a18', text: 'Hours a day at a desk or screen', kind: 'number', min: 0, max: 18 },
      ],
    },
    { id: '9', items: [a22, a23, a24, a25] },
    {
      id: '10',
      items: [
        a26,
        { code: 'a29', text: 'Your doctor and your insurer', kind: 'text', maxLength: 300 },
        { code: 'a29b', text: 'Do you need a referral?', kind: 'one', options: YES_NO_UNSURE },
        { code: 'a29c', text: 'Benefits checked on', kind: 'date' },
      ],
    },
    {
      id: '11',
      items: [
        { code: 'a27', text: 'Your goals', kind: 'many', options: GOALS, most: 2 },
        a28,
        a28b,
        { code: 'a25b', text: 'Allergies we should know of', kind: 'text', maxLength: 200 },
      ],
    },
  ],
};
