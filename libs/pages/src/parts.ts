import { attributes, html, type Html, type HtmlValue } from './html.js';
import { fieldId } from './fields.js';

export interface Problem {
  /** Name of the field at fault. */
  readonly field: string;
  readonly message: string;
}

/** Stands first on the page and takes the focus; every line leads to its field (GOV.UK order). */
export const errorSummary = (problems: readonly Problem[]): Html | undefined =>
  problems.length === 0
    ? undefined
    : html`<div class="problem" role="alert" tabindex="-1" autofocus aria-labelledby="problem-heading">
        <h2 id="problem-heading">Please check ${problems.length} ${problems.length === 1 ? 'answer' : 'answers'}</h2>
        <ul>
          ${problems.map((problem) => html`<li><a href="#${fieldId(problem.field)}">${problem.message}</a></li>`)}
        </ul>
      </div>`;

/** A box with something to know. */
export const notice = (inside: HtmlValue): Html => html`<div class="notice">${inside}</div>`;

/** For short news such as "Saved at 10:42" or "Your visit is cancelled": read out, and in full contrast. */
export const statusLine = (text: string): Html => html`<p role="status">${text}</p>`;

/** Where `formModule` says whether the answers are saved; empty without it, and as high from the start. */
export const savingLine = (): Html =>
  html`<p
    class="saving"
    role="status"
    data-saving="Saving"
    data-saved="Saved at {time}."
    data-waiting="Not saved yet. Your answer stays on this page; we try again when you are online."
  ></p>`;

export interface ButtonOptions {
  readonly name?: string;
  readonly value?: string;
  /** A quiet one; a page has one main button and at most two quiet ones. */
  readonly quiet?: boolean;
  readonly type?: 'submit' | 'reset';
  /** Sends the form to another address. */
  readonly formAction?: string;
}

export const button = (label: string, options: ButtonOptions = {}): Html =>
  html`<button${attributes({
    type: options.type ?? 'submit',
    name: options.name,
    value: options.value,
    class: options.quiet === true ? 'quiet' : undefined,
    formaction: options.formAction,
  })}>${label}</button>`;

/** A link that looks like a button, e.g. `tel:`. */
export const linkButton = (label: string, href: string, options: { readonly quiet?: boolean } = {}): Html =>
  html`<a class="button${options.quiet === true ? ' quiet' : ''}" href="${href}">${label}</a>`;

export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" ${attributes({ name, value })} />`;

/** A form that posts; `data` becomes `data-…` attributes. Native checks are off: the server's sentences are the ones to read. */
export const postForm = (options: {
  readonly action: string;
  readonly body: HtmlValue;
  readonly data?: Readonly<Record<string, string | undefined>>;
  readonly className?: string;
}): Html => {
  const data = Object.fromEntries(Object.entries(options.data ?? {}).map(([name, value]) => [`data-${name}`, value]));
  return html`<form
    method="post"
    novalidate${attributes({ action: options.action, class: options.className, ...data })}
  >
    ${options.body}
  </form>`;
};
