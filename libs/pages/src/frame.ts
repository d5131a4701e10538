import { html, isolated, trusted, type Html } from './html.js';
import { languageLine } from './other-language.js';
import { styleOf } from './style.js';
import { clientThemes, themes, type ThemeName } from './tokens.js';

export interface PageOptions {
  /** Neutral noun; the frame adds the alias. No name, no health word. */
  readonly title: string;
  /** What the clinic calls itself in messages. */
  readonly alias: string;
  /** Default `dim`. */
  readonly theme?: ThemeName;
  /** BCP 47, default `en-GB`. */
  readonly lang?: string;
  readonly dir?: 'ltr' | 'rtl';
  /** The browser's `Accept-Language`: a reader of another language is told that the page is in English. */
  readonly accepts?: string | undefined;
  readonly body: Html;
  /** The title then begins with "Error: ". */
  readonly error?: boolean;
  /** Address of the earlier page. */
  readonly back?: string;
  /** Where POST /prefs comes back to; without it there is no brightness menu. */
  readonly here?: string;
  /** Lines under the page, e.g. `footLines(number)`. */
  readonly foot?: readonly string[];
  /** No header and no foot: for the page that says to get help now. */
  readonly bare?: boolean;
  /** Larger text for somebody in an attack (P2). */
  readonly large?: boolean;
  /** Address of `formModule`; pages work without it. */
  readonly module?: string;
}

/** The standing lines under every form (ux.md 5.1). */
export const footLines = (emergencyNumber: string): readonly string[] => [
  `Nobody watches this form in real time. In an emergency call ${emergencyNumber}.`,
  'Information here supports your care. It is not medical advice and does not replace your doctor.',
];

const brightness = (here: string): Html =>
  html`<details class="prefs">
    <summary>Change brightness</summary>
    <form method="post" action="/prefs">
      <input type="hidden" name="return" value="${here}" />${clientThemes.map(
        (theme) => html`<button class="quiet" name="theme" value="${theme.name}">${theme.label}</button>`,
      )}
    </form>
  </details>`;

const header = (options: PageOptions): Html =>
  html`<header class="calm">
      <strong>${isolated(options.alias)}</strong>${options.here === undefined ? undefined : brightness(options.here)}
    </header>
    ${options.back === undefined ? undefined : html`<nav class="back calm"><a class="tap" href="${options.back}">Back</a></nav>`}`;

const footer = ({ foot }: PageOptions): Html | undefined =>
  foot === undefined ? undefined : html`<footer class="calm">${foot.map((line) => html`<p>${line}</p>`)}</footer>`;

/** A whole page as text: works without script, and its background is known within the first 500 bytes. */
export const page = (options: PageOptions): string => {
  const name: ThemeName = options.theme ?? 'dim';
  const tokens = themes[name];
  const title = `${options.error === true ? 'Error: ' : ''}${options.title} - ${options.alias}`;
  const bare = options.bare === true;
  return html`<!doctype html><html lang="${options.lang ?? 'en-GB'}" dir="${options.dir ?? 'ltr'}"><head><meta charset="utf-8"><meta name="color-scheme" content="${tokens.scheme}"><meta name="theme-color" content="${tokens.bg}"><style>${trusted(
    styleOf(name),
  )}</style><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow"><meta name="referrer" content="no-referrer"><meta name="format-detection" content="telephone=no"><title>${title}</title>${
    options.module === undefined ? undefined : html`<script type="module" src="${options.module}"></script>`
  }</head><body${
    options.large === true ? trusted(' class="large"') : undefined
  }>${bare ? undefined : header(options)}<main>${bare ? undefined : languageLine(options.accepts)}${options.body}</main>${
    bare ? undefined : footer(options)
  }</body></html>`.toString();
};
