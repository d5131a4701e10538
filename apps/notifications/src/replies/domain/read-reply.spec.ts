import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { CATALOGUES } from '../../templates/domain/catalogues.js';
import { LANGUAGES } from '../../templates/domain/language.js';
import { CANCELS, HELPS, LATERS, NOS, OTHERS, STARTS, YESES } from '../testing/sample-replies.js';
import { STOPS } from '../testing/sample-stops.js';
import { readReply } from './read-reply.js';
import type { Intent } from './read-reply.js';

const SAMPLES: readonly (readonly [Intent, readonly string[]])[] = [
  ['stop', STOPS],
  ['cancel', CANCELS],
  ['start', STARTS],
  ['help', HELPS],
  ['yes', YESES],
  ['no', NOS],
  ['later', LATERS],
  ['unclear', OTHERS],
];

describe('reading a reply', () => {
  it('has enough samples to mean something', () => {
    expect(SAMPLES.reduce((sum, [, texts]) => sum + texts.length, 0)).toBeGreaterThanOrEqual(200);
  });
  it.each(STOPS)('misses no STOP: %s', (text) => expect(readReply(text)).toBe('stop'));
  it.each(CANCELS)('takes a bare cancel for a STOP that may mean the visit: %s', (text) =>
    expect(readReply(text)).toBe('cancel'),
  );
  it.each(STARTS)('reads START: %s', (text) => expect(readReply(text)).toBe('start'));
  it.each(HELPS)('reads HELP: %s', (text) => expect(readReply(text)).toBe('help'));
  it.each(YESES)('reads YES: %s', (text) => expect(readReply(text)).toBe('yes'));
  it.each(NOS)('reads NO: %s', (text) => expect(readReply(text)).toBe('no'));
  it.each(LATERS)('reads LATER: %s', (text) => expect(readReply(text)).toBe('later'));
  it.each(OTHERS)('leaves to a person: %s', (text) => expect(readReply(text)).toBe('unclear'));
  it.each(LANGUAGES)('takes our own words about STOP in %s for no STOP when they come back in a quote', (language) => {
    expect(readReply(`10:30? > ${CATALOGUES[language].stop}`)).toBe('unclear');
  });
  it.each(LANGUAGES)('understands the word that our text in %s asks for', (language) => {
    const asked = CATALOGUES[language].texts.A2y.sms.match(/YES|JA|OUI|SÍ|TAK|نعم/u)?.[0] ?? '';
    expect([asked !== '', readReply(asked)]).toEqual([true, 'yes']);
  });
  it.each(['', ' ', '\u0000', 'x'.repeat(100_000), 'stop by '.repeat(5000), '(a+)+$'])(
    'is quick and calm about odd texts',
    (text) => {
      // Its own work: how long a test takes says how busy the machine is.
      const before = process.cpuUsage();
      expect(readReply(text)).toBe('unclear');
      expect(process.cpuUsage(before).user).toBeLessThan(500_000);
    },
  );

  it('takes no name for an order', () => {
    const file = join(__dirname, '../../../../../../shared/data/strings/names.json');
    if (!existsSync(file)) {
      console.info('left out: 1,159 names of shared/data are not here');
      return;
    }
    const { names } = JSON.parse(readFileSync(file, 'utf8')) as { names: readonly { name: string }[] };
    const misread = names.filter(
      ({ name }) => readReply(name) !== 'unclear' || readReply(`Hi, ${name} here, see you on Tuesday`) !== 'unclear',
    );
    expect(misread.map(({ name }) => name)).toEqual([]);
  });
});

describe('what somebody meant', () => {
  const sample = fc
    .constantFrom(...SAMPLES)
    .chain(([intent, texts]) => fc.constantFrom(...texts).map((text) => ({ intent, text })))
    // A thumb alone is a YES, and stays one without words only.
    .filter(({ text }) => /\p{L}/u.test(text));
  const around = fc
    .array(
      fc.constantFrom(
        ' ',
        '\n',
        '\t',
        '.',
        '!',
        '?',
        '…',
        ',',
        '-',
        '(',
        ')',
        '"',
        '’',
        '🙏',
        '🛑',
        '😀',
        '👍🏽',
        '\u200b',
        '\u00a0',
      ),
      {
        maxLength: 6,
      },
    )
    .map((marks) => marks.join(''));

  it('does not depend on punctuation, blanks, invisible characters or emoji around it', () => {
    fc.assert(
      fc.property(sample, around, around, ({ intent, text }, before, after) => {
        expect([text, readReply(`${before}${text}${after}`)]).toEqual([text, intent]);
      }),
      { numRuns: 2000 },
    );
  });

  it('does not depend on upper and lower case', () => {
    const cases = fc.constantFrom<(text: string) => string>(
      (text) => text.toUpperCase(),
      (text) => text.toLowerCase(),
      (text) => text.replace(/\p{L}/u, (letter) => letter.toUpperCase()),
    );
    fc.assert(
      fc.property(sample, cases, ({ intent, text }, written) => {
        expect([text, readReply(written(text))]).toEqual([text, intent]);
      }),
      { numRuns: 2000 },
    );
  });

  it('does not depend on accents, nor on how they are encoded, nor on blanks between words', () => {
    const spellings = fc.constantFrom<(text: string) => string>(
      (text) => text.normalize('NFD'),
      (text) => text.normalize('NFD').replace(/\p{M}/gu, ''),
      (text) => text.replaceAll(' ', '   '),
      (text) => text.replaceAll(' ', '\n'),
    );
    fc.assert(
      fc.property(sample, spellings, ({ intent, text }, written) => {
        expect([text, readReply(written(text))]).toEqual([text, intent]);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['stop', 'quit', 'end', 'revoke', 'opt out', 'opt-out', 'cancel', 'unsubscribe'])(
    'is the end of all texts for the revocation word "%s", bare or with a please',
    (word) => {
      for (const text of [word, `${word} please`, `Please ${word}.`, `${word.toUpperCase()}!!`])
        expect(['stop', 'cancel']).toContain(readReply(text));
    },
  );

  it('is never a STOP where the stop word is denied, in any language', () => {
    const denials = [
      "don't stop",
      'do not unsubscribe me',
      'please never stop',
      'nicht abmelden',
      "n'arrêtez pas",
      'no paren',
      'nie wypisujcie',
      'لا تتوقف',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...denials), around, around, (text, before, after) => {
        expect(readReply(`${before}${text}${after}`)).not.toBe('stop');
      }),
      { numRuns: 300 },
    );
  });

  it('is one of eight things, whatever is typed, and quickly', () => {
    const intents = SAMPLES.map(([intent]) => intent);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (typed) => {
        expect(intents).toContain(readReply(typed));
      }),
      { numRuns: 300 },
    );
  });
});
