import { Injectable } from '@nestjs/common';
import { MessageTemplates } from '../../application/ports.js';
import type { MessageInput, RenderedSms, RenderResult, WordsWish } from '../../application/ports.js';
import { CATALOGUES } from '../../domain/catalogues.js';
import { chooseText } from '../../domain/choose-text.js';
import { chooseLanguage, languageOf } from '../../domain/language.js';
import type { Chosen } from '../../domain/language.js';
import { deniedStemsIn, isAliasRefused } from '../../domain/lint.js';
import { versionName } from '../../domain/own-text.js';
import { clip, gsmLetters, phoneText, singleLine } from '../../domain/safe-value.js';
import { hasEmail } from '../../domain/text.js';
import type { Catalogue, TextId } from '../../domain/text.js';
import { renderedEmail } from './email-words.js';
import { valuesOf, webAddress } from './message-values.js';
import { measured } from './meter.js';
import { emailWords, smsWords } from './wording.js';
import type { SaidWording } from './wording.js';

/**
 * Two parts are the most that a text may take (ux.md K9, L6). A clinic whose own name is not written in the GSM alphabet
 * pays for a third rather than fall silent.
 */
const MAX_PARTS: Readonly<Record<RenderedSms['encoding'], number>> = { 'GSM-7': 2, 'UCS-2': 3 };
const ALIAS_UNITS = 15;
const VISIBLE = /[^\p{Z}\p{C}\p{M}]/u;

type Problem = 'ALIAS_REFUSED' | 'DENIED_WORD' | 'MISSING_VALUE' | 'NO_TEXT' | 'TOO_LONG';

const refused = (...problems: readonly Problem[]): RenderResult => ({ refused: 'TEXT_REFUSED', problems });

/** The same few names stand in every message. */
const MOST_NAMES = 1000;
const judged = new Map<string, boolean>();
const mayNotBeSaid = (alias: string): boolean => {
  const known = judged.get(alias) ?? isAliasRefused(alias);
  if (judged.size >= MOST_NAMES) judged.clear();
  judged.set(alias, known);
  return known;
};

/** An alias of which nothing can be seen gives way to the number that people know: no message is lost for a name. */
const senderName = ({ alias, phone }: MessageInput): string => {
  const name = clip(singleLine(alias), ALIAS_UNITS);
  return VISIBLE.test(name) ? name : phoneText(phone);
};

const textIdOf = (input: MessageInput): TextId =>
  chooseText(input.kind, {
    channel: input.channel,
    instrument: 'instrument' in input ? input.instrument : '',
    visitStays: 'visitStays' in input && input.visitStays,
    withForm: input.formLink !== undefined,
  });

/** The texts of the catalogue and of the clinic, filled, linted as rendered and measured. Pure. */
@Injectable()
export class CatalogueTemplates extends MessageTemplates {
  override wordsFor({ signedOff = [], ...wish }: WordsWish): Chosen {
    return chooseLanguage({ ...wish, signedOff }, CATALOGUES);
  }

  override render(input: MessageInput): RenderResult {
    if (mayNotBeSaid(input.alias)) return refused('ALIAS_REFUSED');
    const catalogue = CATALOGUES[languageOf(input.locale) ?? 'en'];
    const text = textIdOf(input);
    const ours: SaidWording = {
      ...catalogue.texts[text],
      text,
      isOurs: true,
      versionName: versionName(text, catalogue.language, { shipped: catalogue.texts[text].version }),
    };
    const own = input.own?.find((one) => one.text === text && one.language === catalogue.language);
    if (own === undefined) return this.say(input, ours, catalogue);
    const templateVersion = versionName(text, catalogue.language, { own: own.version });
    const said = this.say(input, { ...own, isOurs: false, versionName: templateVersion }, catalogue);
    if (!('refused' in said)) return said;
    const instead = this.say(input, ours, catalogue);
    return 'refused' in instead ? instead : { ...instead, replaced: { templateVersion, problems: said.problems } };
  }

  private say(input: MessageInput, wording: SaidWording, catalogue: Catalogue): RenderResult {
    return input.channel === 'sms' ? this.sms(input, wording, catalogue) : this.email(input, wording, catalogue);
  }

  private sms(input: MessageInput, wording: SaidWording, catalogue: Catalogue): RenderResult {
    const alias = gsmLetters(senderName(input));
    const values = valuesOf(input, { text: wording.text, language: catalogue.language, alias });
    const body = smsWords(wording, catalogue, values);
    if (body === undefined) return refused('MISSING_VALUE');
    if (deniedStemsIn(body).length > 0) return refused('DENIED_WORD');
    const sms = measured(body);
    return sms.parts > MAX_PARTS[sms.encoding] ? refused('TOO_LONG') : { sms, templateVersion: wording.versionName };
  }

  private email(input: MessageInput, wording: SaidWording, catalogue: Catalogue): RenderResult {
    if (!hasEmail(wording.text)) return refused('NO_TEXT');
    if (webAddress(input.whyLink) === '' || webAddress(input.choicesLink) === '') return refused('MISSING_VALUE');
    const alias = senderName(input);
    const values = valuesOf(input, { text: wording.text, language: catalogue.language, alias });
    const words = emailWords(wording, catalogue, values);
    if (words === undefined) return refused('MISSING_VALUE');
    const { link, formLink, whyLink, choicesLink, isFallback = false } = input;
    const form = formLink === undefined ? {} : { formLink: webAddress(formLink) };
    const links = { link: webAddress(link), ...form, whyLink, choicesLink };
    const email = renderedEmail(words, links, { catalogue, isFallback });
    if (deniedStemsIn(`${email.subject}\n${email.text}`).length > 0) return refused('DENIED_WORD');
    return { email, templateVersion: wording.versionName };
  }
}
