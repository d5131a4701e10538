import type { MessageInput } from '../../application/ports.js';
import { leadsToChoices } from '../../domain/choose-text.js';
import { isRightToLeft } from '../../domain/language.js';
import type { Language } from '../../domain/language.js';
import { isolated, isolatedNumber, phoneText } from '../../domain/safe-value.js';
import type { TextId, Variables } from '../../domain/text.js';

/** What the forms ask of a person, and for how long a personal link works (ux.md 5.4, P5). */
const QUESTIONS = 7;
const FORM_MINUTES = 2;
const LINK_MINUTES = 15;

export const webAddress = (link: string): string => (/^https?:\/\/[^\s<>"']{1,200}$/u.test(link) ? link : '');

/** Our own words for dates: on one line, with the isolates around the name of a zone. */
const words = (text: string): string => text.replace(/[\p{Zl}\p{Zp}\p{Cc}]/gu, ' ').trim();

const visitValues = (input: MessageInput): Variables => {
  if (!('visit' in input)) return {};
  return {
    visit: words(input.visit.dayTime),
    visitLongDay: words(input.visit.longDay),
    visitTime: words(input.visit.time),
    ...('previous' in input ? { oldVisit: words(input.previous.dayTime) } : {}),
  };
};

const formValues = (input: MessageInput): Variables => {
  if (!('closes' in input)) return {};
  const { closes, firstVisit } = input;
  return {
    closes: words(closes.day),
    closesWeekday: words(closes.weekday),
    questions: QUESTIONS,
    ...(firstVisit === undefined ? {} : { visitDay: words(firstVisit.day) }),
  };
};

/** `alias` is already clean and short. */
export const valuesOf = (
  input: MessageInput,
  { text, language, alias }: { readonly text: TextId; readonly language: Language; readonly alias: string },
): Variables => {
  const direction = isRightToLeft(language) ? 'rtl' : 'ltr';
  const number = (value: string): string => {
    const line = phoneText(value);
    return line === '' ? '' : isolatedNumber(line, direction);
  };
  return {
    alias: alias === '' ? '' : isolated(alias, direction),
    link: webAddress(leadsToChoices(text) ? input.choicesLink : input.link),
    ...(input.formLink === undefined ? {} : { formLink: webAddress(input.formLink) }),
    phone: number(input.phone),
    emergencyNumber: number(input.emergencyNumber),
    minutes: input.kind === 'personal-link' ? LINK_MINUTES : FORM_MINUTES,
    ...visitValues(input),
    ...formValues(input),
  };
};
