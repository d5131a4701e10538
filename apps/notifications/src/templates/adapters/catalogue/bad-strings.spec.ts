import * as fc from 'fast-check';
import type { MessageContent } from '../../application/ports.js';
import { LANGUAGES } from '../../domain/language.js';
import type { Language } from '../../domain/language.js';
import { isAliasRefused } from '../../domain/lint.js';
import { aMessage, someVisit } from '../../testing/a-message.js';
import { BAD_STRINGS, collectedStrings } from '../../testing/bad-strings.js';
import { IcalCalendarFiles } from '../ical/ical-calendar-files.js';
import { CatalogueTemplates } from './catalogue-templates.js';

const templates = new CatalogueTemplates();
const files = new IcalCalendarFiles();
const LINK = 'https://elm.example/b/0123456789abcdefABCDEF';
const content: MessageContent = { kind: 'confirmation', visit: someVisit() };
/** The clinic's name in a subject comes from a text of its own only. */
const own = LANGUAGES.map((language) => ({
  ...({ text: 'A1', language, version: 1 } as const),
  ...{ sms: '{alias}: {visit}. {link}', subject: '{alias}: {visitLongDay}' },
}));

const rendered = (alias: string, language: Language) => {
  const frame = { alias, firstName: alias, locale: language, own };
  const sms = templates.render(aMessage(content, { ...frame, channel: 'sms' }));
  const email = templates.render(aMessage(content, { ...frame, channel: 'email' }));
  if ('refused' in sms || 'refused' in email) return undefined;
  return { body: sms.sms?.body ?? '', parts: sms.sms?.parts ?? 0, email: email.email };
};

/** What could start another line or header, turn words around, or be half of a character. */
const DANGEROUS = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e]/u;
const marks = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const isBalanced = (text: string): boolean => marks(text, /[\u2066-\u2068]/gu) === marks(text, /\u2069/gu);

const neutral = Object.fromEntries(
  LANGUAGES.map((language) => [language, marks(rendered('Elm Rooms', language)?.email?.html ?? '', /[<>]/gu)]),
);

const ENDS_WITH_LINK = new RegExp(` ${LINK}$`, 'u');

type Said = NonNullable<ReturnType<typeof rendered>>;

const isSafeText = ({ body, parts }: Said): boolean =>
  !DANGEROUS.test(body) && ENDS_WITH_LINK.test(body) && isBalanced(body) && parts <= 3;
const isSafeLine = (line: string): boolean => line !== '' && !DANGEROUS.test(line) && isBalanced(line);
const isSafePlainPart = (text: string): boolean => {
  const lines = text.split('\n');
  return lines.length === 5 && isSafeLine(lines.join('')) && lines[0]?.includes(LINK) === true;
};
const isSafePage = (html: string, language: Language): boolean =>
  marks(html, /[<>]/gu) === neutral[language] && html.includes(`<a href="${LINK}">`);

/** What is wrong with a name as it is said; nothing may be. */
const wrongIn = (name: string, language: Language): readonly string[] => {
  const said = rendered(name, language);
  // Nothing is lost for how a name is written: only what it says may stop it.
  if (said?.email === undefined) return isAliasRefused(name) ? [] : [`${language} lost: ${name}`];
  const { subject, text, html = '' } = said.email;
  const checks: Readonly<Record<string, boolean>> = {
    'text message': isSafeText(said),
    subject: isSafeLine(subject),
    'plain part': isSafePlainPart(text),
    page: isSafePage(html, language),
  };
  return Object.entries(checks).flatMap(([check, isRight]) => (isRight ? [] : [`${language} ${check}: ${name}`]));
};

const calendarOf = (alias: string): string =>
  files.of({
    ...{ uid: 'booking-b1@aftercare', sequence: 1, method: 'REQUEST', alias, link: LINK },
    ...{ startsAt: new Date('2027-05-11T09:30:00Z'), endsAt: new Date('2027-05-11T10:15:00Z') },
    ...{
      organizerEmail: 'hello@elm.example',
      attendeeEmail: 'mara@mail.example',
      at: new Date('2027-05-01T08:00:00Z'),
    },
  });
const propertiesOf = (file: string): readonly string[] =>
  file
    .replace(/\r\n[ \t]/gu, '')
    .split('\r\n')
    .map((line) => line.split(/[:;]/u)[0] ?? '');

const NEUTRAL_FILE = propertiesOf(calendarOf('Elm Rooms')).join();

const wrongInCalendar = (name: string): readonly string[] => {
  const file = calendarOf(name);
  const checks: Readonly<Record<string, boolean>> = {
    properties: propertiesOf(file).join() === NEUTRAL_FILE,
    'length of lines': file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75),
    'whole characters': Buffer.from(file).toString() === file,
    link: file.replace(/\r\n[ \t]/gu, '').includes(`DESCRIPTION:${LINK}`),
  };
  return Object.entries(checks).flatMap(([check, isRight]) => (isRight ? [] : [`calendar ${check}: ${name}`]));
};

describe('a name that breaks software is rendered safely, and nothing is lost for it', () => {
  const collected = collectedStrings();
  it.each(LANGUAGES)('in %s: in a text, a subject, and both parts of an email', (language) => {
    expect([...BAD_STRINGS, ...collected].flatMap((name) => wrongIn(name, language))).toEqual([]);
  });

  it('in a calendar file', () => {
    expect([...BAD_STRINGS, ...collected].flatMap(wrongInCalendar)).toEqual([]);
  });

  it('whatever it is', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
    );
    fc.assert(
      fc.property(name, fc.constantFrom(...LANGUAGES), (typed, language) => {
        expect([...wrongIn(typed, language), ...wrongInCalendar(typed)]).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('says the number of the clinic where nothing of a name can be seen', () => {
    expect(rendered('\u200b', 'en')?.body).toMatch(/^\+442079460000: /u);
    expect(rendered('\u0301\u0301', 'en')?.body).toMatch(/^\+442079460000: /u);
  });
});
