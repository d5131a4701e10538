import { Injectable } from '@nestjs/common';
import { SegmentedMessage } from 'sms-segments-calculator';
import { openedFromEmail } from '../../application/choices-link.js';
import { MessageTemplates } from '../../application/ports.js';
import type { MessageInput, RenderedEmail, RenderedSms, RenderResult } from '../../application/ports.js';
import { chooseText, leadsToChoices } from '../../domain/choose-text.js';
import { fill } from '../../domain/fill.js';
import { deniedStemsIn, isAliasRefused } from '../../domain/lint.js';
import { clip, gsmLetters, isolated, phoneText, singleLine } from '../../domain/safe-value.js';
import { STOP_WORDING } from '../../domain/text.js';
import type { MessageText, TextId, Variables } from '../../domain/text.js';
import { english } from '../../domain/texts.en.js';
import { emailPage } from './email-page.js';

/**
 * Two parts are the most that a text may take (ux.md K9, L6). A clinic whose own name is not written in the GSM alphabet
 * pays for a third in an English text rather than fall silent.
 */
const MAX_PARTS: Readonly<Record<RenderedSms['encoding'], number>> = { 'GSM-7': 2, 'UCS-2': 3 };
const ALIAS_UNITS = 15;

type Problem = 'ALIAS_REFUSED' | 'DENIED_WORD' | 'MISSING_VALUE' | 'NO_TEXT' | 'TOO_LONG';

const refused = (...problems: readonly Problem[]): RenderResult => ({ refused: 'TEXT_REFUSED', problems });

const webAddress = (link: string): string => (/^https?:\/\/[^\s<>"']{1,200}$/u.test(link) ? link : '');

const textIdOf = (input: MessageInput): TextId =>
  chooseText(input.kind, {
    instrument: 'instrument' in input ? input.instrument : '',
    visitStays: 'visitStays' in input && input.visitStays,
  });

const visitValues = (input: MessageInput): Variables => {
  if (!('visit' in input)) return {};
  return {
    visit: singleLine(input.visit.dayTime),
    visitLongDay: singleLine(input.visit.longDay),
    visitTime: singleLine(input.visit.time),
    ...('previous' in input ? { oldVisit: singleLine(input.previous.dayTime) } : {}),
  };
};

const formValues = (input: MessageInput): Variables => {
  if (!('closes' in input)) return {};
  const { closes, firstVisit } = input;
  return {
    closes: singleLine(closes.day),
    closesWeekday: singleLine(closes.weekday),
    ...(firstVisit === undefined ? {} : { visitDay: singleLine(firstVisit.day) }),
  };
};

const valuesOf = (input: MessageInput, alias: string, text: MessageText): Variables => ({
  alias: isolated(alias),
  link: webAddress(leadsToChoices(text.id) ? input.choicesLink : input.link),
  phone: phoneText(input.phone),
  emergencyNumber: phoneText(input.emergencyNumber),
  ...visitValues(input),
  ...formValues(input),
});

const smsOf = (body: string): RenderedSms => {
  const measured = new SegmentedMessage(body);
  return { body, encoding: measured.encodingName === 'GSM-7' ? 'GSM-7' : 'UCS-2', parts: measured.segmentsCount };
};

const emailOf = (input: MessageInput, subject: string, sentence: string): RenderedEmail => {
  const whyLink = webAddress(input.whyLink);
  const choicesLink = openedFromEmail(webAddress(input.choicesLink));
  const [before = '', after = ''] = sentence.split(input.link).map((part) => part.trim());
  const text = `${sentence}\n\nWhy did I get this? ${whyLink}\nChoose what you get: ${choicesLink}\n`;
  const html = emailPage({ language: english.locale, subject, before, link: input.link, after, whyLink, choicesLink });
  return { subject, text, html };
};

/** The texts of the catalogue, filled, linted as rendered and measured. Pure. */
@Injectable()
export class CatalogueTemplates extends MessageTemplates {
  override render(input: MessageInput): RenderResult {
    const text = english.texts[textIdOf(input)];
    if (isAliasRefused(input.alias)) return refused('ALIAS_REFUSED');
    const alias = clip(singleLine(input.alias), ALIAS_UNITS);
    const values = valuesOf(input, input.channel === 'sms' ? gsmLetters(alias) : alias, text);
    return input.channel === 'sms' ? this.sms(text, values) : this.email(input, text, values);
  }

  private sms(text: MessageText, values: Variables): RenderResult {
    const body = fill(text.sms, values);
    if (body === undefined) return refused('MISSING_VALUE');
    if (deniedStemsIn(body).length > 0) return refused('DENIED_WORD');
    const sms = smsOf(body);
    return sms.parts > MAX_PARTS[sms.encoding] ? refused('TOO_LONG') : { sms, templateVersion: this.versionOf(text) };
  }

  private email(input: MessageInput, text: MessageText, values: Variables): RenderResult {
    if (text.subject === undefined) return refused('NO_TEXT');
    const subject = fill(text.subject, values);
    const sentence = fill(text.sms.replace(STOP_WORDING, ''), values);
    if (subject === undefined || sentence === undefined) return refused('MISSING_VALUE');
    if (webAddress(input.whyLink) === '' || webAddress(input.choicesLink) === '') return refused('MISSING_VALUE');
    const email = emailOf(input, subject, sentence);
    if (deniedStemsIn(`${email.subject}\n${email.text}`).length > 0) return refused('DENIED_WORD');
    return { email, templateVersion: this.versionOf(text) };
  }

  private versionOf(text: MessageText): string {
    return `${text.id}@${text.version}`;
  }
}
