import { options, rating, SEVEN_STEPS, YES_NO_UNSURE, type Instrument, type Item } from './item.js';

const HEADACHE = { item: 'ps1', is: ['headache', 'migraine', 'not-sure'] } as const;
const DISCOMFORT = { item: 'ps3', is: ['yes', 'not-sure'] } as const;

const ps0: Item = {
  code: 'ps0',
  text: 'Did your visit take place?',
  kind: 'one',
  required: true,
  when: { fact: 'presumed' },
  options: options(['yes', 'Yes'], ['no', 'No']),
};
const ps1: Item = {
  code: 'ps1',
  text: 'Any headache?',
  kind: 'one',
  required: true,
  options: options(
    ['no', 'No'],
    ['headache', 'Yes, a headache'],
    ['migraine', 'Yes, a migraine'],
    ['not-sure', 'Not sure'],
  ),
};
const ps3: Item = {
  code: 'ps3',
  text: 'Any new discomfort you put down to the visit?',
  kind: 'one',
  required: true,
  options: YES_NO_UNSURE,
};
const ps3a: Item = {
  code: 'ps3a',
  text: 'What kind?',
  kind: 'many',
  when: DISCOMFORT,
  options: options(
    ['soreness', 'soreness'],
    ['headache', 'headache set off'],
    ['tiredness', 'tiredness'],
    ['light-headed', 'light-headed'],
    ['sick', 'sick'],
    ['bruise', 'bruise'],
    ['skin', 'skin reaction'],
    ['tingling', 'tingling'],
    ['low-mood', 'low mood'],
    ['other', 'other'],
  ),
};
const ps3c: Item = {
  code: 'ps3c',
  text: 'How long did it last?',
  kind: 'one',
  when: DISCOMFORT,
  options: options(
    ['under-12h', 'Under 12 hours'],
    ['12-36h', '12 to 36 hours'],
    ['over-36h', 'Over 36 hours'],
    ['still-there', 'Still there'],
  ),
};

/** Sent 24 h after a visit (48 h where soreness is expected); seven taps, about 40 s (domain.md 1.7 b). */
export const postSession: Instrument = {
  id: 'post-session@1',
  licenceClass: 'A',
  minutes: 1,
  lead: 'since-visit',
  gate: 'safety@1',
  endsWhen: { item: 'ps0', is: ['no'] },
  parts: [
    { id: '1', items: [ps0, ps1, ps3], short: ['ps0', 'ps1'] },
    {
      id: '1b',
      continues: true,
      items: [
        rating('ps2', 'How bad was it at worst?', { from: 1, low: 'mild', when: HEADACHE }),
        ps3a,
        rating('ps3b', 'How much at worst?', { from: 1, low: 'mild', when: DISCOMFORT }),
        ps3c,
      ],
    },
    {
      id: '2',
      items: [
        rating('ps4', 'Neck and shoulder tension now'),
        { code: 'ps5', text: 'Compared with before the visit I feel …', kind: 'one', options: SEVEN_STEPS },
        {
          code: 'ps6',
          text: 'The pressure was …',
          kind: 'one',
          options: options(['too-light', 'too light'], ['right', 'right'], ['too-firm', 'too firm']),
        },
        { code: 'ps7', text: 'Anything we should know?', kind: 'text', maxLength: 500 },
      ],
    },
  ],
};
