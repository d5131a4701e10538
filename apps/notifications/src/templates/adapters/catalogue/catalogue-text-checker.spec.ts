import * as fc from 'fast-check';
import type { CheckedText } from '../../application/text-checker.js';
import { LANGUAGES } from '../../domain/language.js';
import type { Language } from '../../domain/language.js';
import { TEXT_IDS } from '../../domain/text.js';
import type { TextId, Wording } from '../../domain/text.js';
import { isStop } from '../../domain/wording-rules.js';
import { CatalogueTextChecker } from './catalogue-text-checker.js';
import { measured } from './meter.js';

const checker = new CatalogueTextChecker();
const author = { alias: 'Elm Rooms', phone: '+442079460000', emergencyNumber: '999', locale: 'en-GB' };

const check = (wording: Wording, text: TextId = 'A2', language: Language = 'en'): CheckedText =>
  checker.check({ text, language, wording }, author);
const GOOD = '{alias}: see you on {visit}. Change or cancel: {link}';
const rules = (sms: string, subject = '{visitLongDay}', text: TextId = 'A2', language: Language = 'en') =>
  check({ sms, subject }, text, language).findings.map(({ rule, field }) => `${rule} ${field}`);

describe('the lint of a text that a clinic wrote', () => {
  it('has nothing to say about a good one', () => expect(rules(GOOD)).toEqual([]));

  it.each([
    ['L1 sms', '{alias}: massage on {visit}. {link}'],
    ['L1 sms', '{alias}: Ihr Termin gegen Migräne {visit}. {link}'],
    ['L2 sms', 'See you on {visit}. {link}'],
    ['L3 sms', '{alias}: see you on {visit}.'],
    ['L4 sms', '{alias}: see you on {visit. {link}'],
    ['L4 sms', '{alias}: see you on {day}. {link}'],
    ['L4 sms', '{alias}: until {closes}. {link}'],
    ['L4 sms', '{alias}: {firstName}, see you on {visit}. {link}'],
    ['L4 sms', '{alias}: {visit, date, long} {link}'],
    ['L4 sms', '{alias}: {visit, select, a {b} other {c}} {link}'],
    ['L4 sms', '{alias}: see you\r\nBcc: x {visit} {link}'],
    ['L4 sms', '{alias}: see you \u202e{visit} {link}'],
    ['L5 sms', '{alias}: {link} see you on {visit}. {link}'],
    ['L5 sms', '{alias}: see you on {visit}: ({link})'],
    ['L6 sms', `{alias}: ${'very '.repeat(60)}{visit} {link}`],
    ['L7 sms', '{alias}: see you on {visit}, map: bit.ly/abc {link}'],
    ['L7 sms', '{alias}: see you on {visit}, www.elm {link}'],
    ['L8 sms', '{alias}: see you on {visit}. Book now and get 10 % {link}'],
    ['W1 sms', `{alias}: ${'we are glad to see you '.repeat(5)}{visit} {link}`],
    ['W3 sms', '{alias}: see you on 11/05, {visit}. {link}'],
  ])('finds %s in "%s"', (finding, sms) => expect(rules(sms)).toContain(finding));

  it.each([
    ['L1 subject', 'Your headache visit'],
    ['L4 subject', 'Your visit on {day}'],
    ['L4 subject', ' '],
    ['L5 subject', 'Your visit {link}'],
    ['L7 subject', 'Your visit at elm-rooms.com'],
    ['L4 subject', 'Your visit\nBcc: a@b.example'],
  ])('finds %s in the subject "%s"', (finding, subject) => expect(rules(GOOD, subject)).toContain(finding));

  it('asks for a subject where there is an email, and for none in a reply', () => {
    expect(check({ sms: GOOD }).findings).toMatchObject([{ rule: 'L4', field: 'subject' }]);
    expect(rules('{alias}: see you {visit}. {link}', 'Hello', 'R-yes')).toEqual(['L4 subject']);
    expect(check({ sms: '{alias}: see you {visit}. {link}' }, 'R-yes').findings).toEqual([]);
  });

  it('names each plural form that the language has and the text lacks', () => {
    const sms = '{alias}: {minutes, plural, one {# minuta} other {# minuty}} {link}';
    const { findings } = check({ sms, subject: 'Link' }, 'L1', 'pl');
    expect(findings.map(({ message }) => message)).toEqual([
      'a plural form is missing: minutes: many',
      'a plural form is missing: minutes: few',
    ]);
  });

  it("finds a listed word that comes in with the clinic's own name", () => {
    const wording = { sms: GOOD, subject: '{visitLongDay}' };
    const { findings } = checker.check({ text: 'A2', language: 'en', wording }, { ...author, alias: 'Ache Clinic' });
    expect(findings.map(({ rule }) => rule)).toEqual(['L1']);
  });

  it('stops nothing that we ship', () => {
    const stopped = LANGUAGES.flatMap((language) =>
      TEXT_IDS.flatMap((text) => {
        const { findings } = check(checker.shipped(text, language), text, language);
        return findings.filter(isStop).map(({ rule, message }) => `${language} ${text} ${rule} ${message}`);
      }),
    );
    expect(stopped).toEqual([]);
  });

  it('never throws and never lets a broken text through, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (typed) => {
        const { findings, samples } = check({ sms: typed, subject: typed });
        expect(findings.some(isStop)).toBe(true);
        expect(samples.every(({ sms }) => sms.parts > 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the meter', () => {
  const longest = (sms: string) => check({ sms, subject: '{visitLongDay}' }).samples.at(-1);

  it('shows the shortest, the usual and the longest, with alphabet, units and parts', () => {
    const { samples } = check({ sms: GOOD, subject: '{visitLongDay}' });
    expect(samples.map(({ length, sms }) => [length, sms.encoding, sms.parts])).toEqual([
      ['shortest', 'GSM-7', 1],
      ['usual', 'GSM-7', 1],
      ['longest', 'GSM-7', 1],
    ]);
    expect(samples[1]?.sms.body).toBe(
      'Elm Rooms: see you on Tue 11 May 10:30. Change or cancel: https://visits.example/b/0123456789abcdefABCDEF',
    );
    expect(samples[1]?.email?.subject).toBe('Tuesday 11 May');
    const units = samples.map(({ sms }) => sms.units);
    expect(units).toEqual(units.toSorted((a, b) => a - b));
  });

  it('turns one part into two for one curly quote, and names the quote and what could stand there', () => {
    expect(longest("{alias}: it's time, see you on {visit}. {link}")?.sms).toMatchObject({
      parts: 1,
      encoding: 'GSM-7',
    });
    const { findings, costly, samples } = check({
      sms: '{alias}: it\u2019s time, see you on {visit}. {link}',
      subject: '{visitLongDay}',
    });
    expect(samples.at(-1)?.sms).toMatchObject({ parts: 2, encoding: 'UCS-2' });
    expect(costly).toEqual([{ character: '\u2019', instead: "'" }]);
    expect(findings).toMatchObject([{ rule: 'W1', message: expect.stringContaining('"\u2019"') as string }]);
  });

  it('counts two units for a euro sign', () => {
    const units = (sms: string) => longest(sms)?.sms.units ?? 0;
    expect(units('{alias}: 5 € {visit} {link}') - units('{alias}: 5 E {visit} {link}')).toBe(1);
  });

  // Of GSM 03.38, written down once more, so that the meter is not its own judge.
  const GSM =
    '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
  const SECOND = '\f^{}\\[~]|€';
  const partsOf = (text: string): number => {
    const letters = Array.from(text);
    const isGsm = letters.every((letter) => GSM.includes(letter) || SECOND.includes(letter));
    const sizes = letters.map((letter) => (isGsm ? (SECOND.includes(letter) ? 2 : 1) : letter.length));
    const [one, joined] = isGsm ? [160, 153] : [70, 67];
    if (sizes.reduce((a, b) => a + b, 0) <= one) return 1;
    // A pair never crosses the end of a part.
    let [parts, used] = [1, 0];
    for (const size of sizes) {
      if (used + size > joined) [parts, used] = [parts + 1, 0];
      used += size;
    }
    return parts;
  };

  it('equals the parts that a provider bills, on 500 random texts, and never splits a pair', () => {
    const letter = fc.constantFrom(...Array.from(GSM + SECOND), 'ł', '’', 'م', '👩', '😀');
    const plain = fc.constantFrom(...Array.from(GSM + SECOND));
    const texts = fc.oneof(
      fc.array(plain, { minLength: 140, maxLength: 330 }),
      fc.array(letter, { minLength: 1, maxLength: 210 }),
    );
    fc.assert(
      fc.property(texts, (letters) => {
        const text = letters.join('');
        expect(measured(text).parts).toBe(partsOf(text));
      }),
      { numRuns: 500 },
    );
  });
});
