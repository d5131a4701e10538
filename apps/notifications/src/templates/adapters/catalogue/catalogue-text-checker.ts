import { addDays } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { TextChecker } from '../../application/text-checker.js';
import type { CheckedText, TextAuthor, TextSample } from '../../application/text-checker.js';
import { CATALOGUES } from '../../domain/catalogues.js';
import { longDay, shortDay, timeText, weekdayName } from '../../domain/dates.js';
import { isRightToLeft, languageOf } from '../../domain/language.js';
import type { Language } from '../../domain/language.js';
import { deniedStemsIn } from '../../domain/lint.js';
import { clip, gsmLetters, isolated, isolatedNumber, phoneText, singleLine } from '../../domain/safe-value.js';
import { hasEmail } from '../../domain/text.js';
import type { MessageText, TextId, Variables, Wording } from '../../domain/text.js';
import { findingsOf } from '../../domain/wording-rules.js';
import type { Finding } from '../../domain/wording-rules.js';
import { renderedEmail } from './email-words.js';
import { icuMessage } from './icu-message.js';
import { costlyCharacters, measured } from './meter.js';
import { emailWords, smsWords } from './wording.js';

const ALIAS_UNITS = 15;
const SHORTEST_ALIAS = 'Ivy';
const LONGEST_ALIAS = 'Riverside Rooms';
const LONGEST_PHONE = '+447700900123456';
const TOKEN = '0123456789abcdefABCDEF';
/** 48 characters, the most that a link may take (ux.md 5.4). */
const LONGEST_LINK = `https://room.example.eu/b/${TOKEN}`;
/** A message that takes a form along may be as long as the two would be apart. */
const MOST_PARTS: Readonly<Partial<Record<TextId, number>>> = { A2s: 3 };
const USUAL_MOST_PARTS = 2;
/** A year with every weekday of every month. */
const YEAR = Array.from({ length: 365 }, (_, day) => addDays('2027-01-01', day));
const USUAL_DAY = '2027-05-11';

interface SampleValues {
  readonly length: TextSample['length'];
  readonly date: string;
  readonly alias: string;
  readonly phone: string;
}

type Draft = Parameters<TextChecker['check']>[0];

/** The days of a year that take the least and the most room. */
const extremeDays = (locale: string): readonly [shortest: string, longest: string] => {
  const sized = YEAR.map((date) => ({ date, size: shortDay(date, locale).length }));
  const pick = (isBetter: (one: number, other: number) => boolean): string =>
    sized.reduce((best, one) => (isBetter(one.size, best.size) ? one : best)).date;
  return [pick((one, other) => one < other), pick((one, other) => one > other)];
};

/** What a clinic may write and what it looks like; the same functions render it when it is sent. */
@Injectable()
export class CatalogueTextChecker extends TextChecker {
  override check(draft: Draft, author: TextAuthor): CheckedText {
    const { text, language, wording } = draft;
    const read = {
      sms: icuMessage(wording.sms, language)?.parts,
      subject: icuMessage(wording.subject ?? '', language)?.parts,
    };
    const samples = samplesOf(draft, author);
    const longest = samples.at(-1);
    const costly = costlyCharacters(wording.sms).map((character) => ({ character, instead: insteadOf(character) }));
    const findings = [
      ...findingsOf(text, wording, read),
      ...deniedIn(wording, samples),
      ...(longest === undefined ? [] : lengthFindings(longest, costly, draft)),
    ];
    return { findings, samples, costly: isRightToLeft(language) ? [] : costly };
  }

  override shipped(text: TextId, language: Language): MessageText {
    return CATALOGUES[language].texts[text];
  }

  override catalogue(language: Language) {
    const { edition, state } = CATALOGUES[language];
    return { edition, state };
  }
}

const insteadOf = (character: string): string => gsmLetters(singleLine(character));

/** L1 on what people would read; a word that stands in the clinic's name is found there as well. */
const deniedIn = (wording: Wording, samples: readonly TextSample[]): readonly Finding[] => {
  const found = (texts: readonly (string | undefined)[]): readonly string[] => [
    ...new Set(texts.flatMap((text) => (text === undefined ? [] : deniedStemsIn(text)))),
  ];
  const said = { sms: samples.map(({ sms }) => sms.body), subject: samples.map(({ email }) => email?.subject) };
  const fields = ['sms', 'subject'] as const;
  return fields.flatMap((field) =>
    found([wording[field], ...said[field]]).map((stem) => ({
      ...{ rule: 'L1' as const, field, message: `says "${stem.replace('=', '')}": a stranger may read it` },
    })),
  );
};

const lengthFindings = (
  { sms }: TextSample,
  costly: CheckedText['costly'],
  { text, language }: Draft,
): readonly Finding[] => {
  const most = MOST_PARTS[text] ?? USUAL_MOST_PARTS;
  const longest = 'with the longest name, date and link';
  if (sms.parts > most)
    return [
      {
        rule: 'L6',
        field: 'sms',
        message: `takes ${sms.parts} parts ${longest}; ${most === 2 ? 'two' : 'three'} are the most`,
      },
    ];
  if (sms.parts === 1 || isRightToLeft(language)) return [];
  const named = costly.map(({ character }) => `"${character}"`).join(', ');
  const because =
    named === '' ? '' : `: ${named} cost${costly.length === 1 ? 's' : ''} the whole text its short alphabet`;
  return [{ rule: 'W1', field: 'sms', message: `takes ${sms.parts} parts ${longest}${because}` }];
};

const samplesOf = (draft: Draft, author: TextAuthor): readonly TextSample[] => {
  const locale = languageOf(author.locale) === draft.language ? author.locale : draft.language;
  const [shortest, longest] = extremeDays(locale);
  const values: readonly SampleValues[] = [
    { length: 'shortest', date: shortest, alias: SHORTEST_ALIAS, phone: '112' },
    { length: 'usual', date: USUAL_DAY, alias: author.alias, phone: author.phone },
    { length: 'longest', date: longest, alias: LONGEST_ALIAS, phone: LONGEST_PHONE },
  ];
  return values.flatMap((one) => sampleOf(draft, { ...one, locale, emergencyNumber: author.emergencyNumber }));
};

interface Sampled extends SampleValues {
  readonly locale: string;
  readonly emergencyNumber: string;
}

const valuesOf = (
  sampled: Sampled,
  { language, channel }: { language: Language; channel: 'sms' | 'email' },
): Variables => {
  const { date, locale, phone, emergencyNumber } = sampled;
  const direction = isRightToLeft(language) ? 'rtl' : 'ltr';
  const name = clip(singleLine(sampled.alias), ALIAS_UNITS);
  const alias = channel === 'sms' ? gsmLetters(name) : name;
  const day = shortDay(date, locale);
  const time = timeText('10:30', locale);
  const number = (value: string): string => isolatedNumber(phoneText(value === '' ? '112' : value), direction);
  return {
    alias: isolated(alias === '' ? SHORTEST_ALIAS : alias, direction),
    link: sampled.length === 'longest' ? LONGEST_LINK : linkOf('b'),
    formLink: sampled.length === 'longest' ? LONGEST_LINK : linkOf('s'),
    ...{ phone: number(phone), emergencyNumber: number(emergencyNumber), questions: 7, minutes: 2 },
    ...{ visit: `${day} ${time}`, oldVisit: `${day} ${time}`, visitDay: day, visitTime: time, closes: day },
    ...{ visitLongDay: longDay(date, locale), closesWeekday: weekdayName(date, locale) },
  };
};

const linkOf = (path: string): string => `https://visits.example/${path}/${TOKEN}`;

/** None for a text that cannot be filled; its findings say why. */
const sampleOf = ({ text, language, wording }: Draft, sampled: Sampled): readonly TextSample[] => {
  const catalogue = CATALOGUES[language];
  const said = { ...wording, text, isOurs: wording === catalogue.texts[text], versionName: '' };
  const body = smsWords(said, catalogue, valuesOf(sampled, { language, channel: 'sms' }));
  if (body === undefined) return [];
  const values = valuesOf(sampled, { language, channel: 'email' });
  const words = hasEmail(text) ? emailWords(said, catalogue, values) : undefined;
  const form = text === 'A2s' ? { formLink: values.formLink ?? '' } : {};
  const links = { link: values.link ?? '', ...form, whyLink: linkOf('w'), choicesLink: linkOf('u') };
  const email = words && renderedEmail(words, links, { catalogue, isFallback: false });
  const sms = { ...measured(body), units: unitsOf(body) };
  return [{ length: sampled.length, sms, ...(email === undefined ? {} : { email }) }];
};

/** What is counted against 160 or 70: two for the GSM alphabet's second table, two for an emoji. */
const DOUBLE = /[{}[\]\\~|^€\f]/gu;
const unitsOf = (body: string): number =>
  measured(body).encoding === 'GSM-7' ? body.length + (body.match(DOUBLE)?.length ?? 0) : body.length;
