import { openedFromEmail } from '../../application/choices-link.js';
import type { RenderedEmail } from '../../application/ports.js';
import { isRightToLeft } from '../../domain/language.js';
import type { Catalogue } from '../../domain/text.js';
import { emailPage } from './email-page.js';

export interface EmailLinks {
  readonly link: string;
  readonly formLink?: string;
  readonly whyLink: string;
  readonly choicesLink: string;
}

/** Both parts of an email around one sentence. */
export const renderedEmail = (
  { subject, sentence }: { readonly subject: string; readonly sentence: string },
  { link, formLink = '', whyLink, choicesLink }: EmailLinks,
  { catalogue, isFallback }: { readonly catalogue: Catalogue; readonly isFallback: boolean },
): RenderedEmail => {
  const { why, choices, notYours, language } = catalogue;
  const choicesFromEmail = openedFromEmail(choicesLink);
  const [before = '', rest = ''] = sentence.split(link).map((part) => part.trim());
  const [after = '', end = ''] = formLink === '' ? [rest] : rest.split(formLink).map((part) => part.trim());
  const notice = isFallback ? notYours : '';
  const foot = [`${why} ${whyLink}`, `${choices}: ${choicesFromEmail}`, ...(notice === '' ? [] : [notice])];
  const direction = isRightToLeft(language) ? 'rtl' : 'ltr';
  const html = emailPage({
    ...{ language, direction, subject, before, link, after, formLink, end },
    ...{ why, whyLink, choices, choicesLink: choicesFromEmail, notice },
  });
  return { subject, text: `${sentence}\n\n${foot.join('\n')}\n`, html };
};
