import { parse, type HTMLElement } from 'node-html-parser';
import type { PlainCall } from '@aftercare/platform';
import { CookieJar, send, UnexpectedAnswerError, type HttpAnswer } from './json-http.js';

/** A question as the page shows it: a control name with its possible values. */
export interface PageField {
  readonly name: string;
  readonly kind: 'one' | 'many' | 'text' | 'days' | 'fixed';
  readonly values: readonly string[];
  /** The highest number that the hint of a day count allows. */
  readonly max: number | undefined;
}

/** A form of a page, with the identifiers that a survey form carries. */
export interface PageForm {
  readonly action: string;
  readonly surveyId: string | undefined;
  readonly sessionId: string | undefined;
  readonly instrument: string | undefined;
  readonly fields: readonly PageField[];
  readonly buttons: readonly { readonly name: string; readonly value: string }[];
}

export interface ClientPage {
  readonly url: string;
  readonly status: number;
  readonly heading: string;
  readonly forms: readonly PageForm[];
  readonly errors: readonly string[];
}

const KINDS: Readonly<Record<string, PageField['kind']>> = { radio: 'one', checkbox: 'many', hidden: 'fixed' };

const kindOf = (control: HTMLElement): PageField['kind'] => {
  const known = KINDS[control.getAttribute('type') ?? 'text'];
  if (known !== undefined) return known;
  return control.getAttribute('inputmode') === 'numeric' ? 'days' : 'text';
};

/** "A number from 0 to 21": the bound stands in the hint that describes the control. */
const maxOf = (form: HTMLElement, control: HTMLElement): number | undefined => {
  const ids = (control.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== '');
  const hints = ids.map((id) => form.querySelector(`#${id}`)?.text ?? '').join(' ');
  const bound = /0 to (\d+)/.exec(hints)?.[1];
  return bound === undefined ? undefined : Number(bound);
};

const fieldsOf = (form: HTMLElement): readonly PageField[] => {
  const fields = new Map<string, PageField>();
  for (const control of form.querySelectorAll('input, textarea, select')) {
    const name = control.getAttribute('name');
    if (name === undefined || control.getAttribute('type') === 'submit') continue;
    const known = fields.get(name) ?? { name, kind: kindOf(control), values: [], max: maxOf(form, control) };
    fields.set(name, { ...known, values: [...known.values, control.getAttribute('value') ?? ''] });
  }
  return [...fields.values()];
};

const formOf = (form: HTMLElement): PageForm => ({
  action: form.getAttribute('action') ?? '',
  surveyId: form.getAttribute('data-survey-id'),
  sessionId: form.getAttribute('data-session-id'),
  instrument: form.getAttribute('data-instrument'),
  fields: fieldsOf(form),
  buttons: form
    .querySelectorAll('button')
    .map((button) => ({ name: button.getAttribute('name') ?? '', value: button.getAttribute('value') ?? '' })),
});

const pageOf = (url: string, answer: HttpAnswer): ClientPage => {
  const document = parse(answer.text);
  return {
    url,
    status: answer.status,
    heading: document.querySelector('h1')?.text.trim() ?? '',
    forms: document.querySelectorAll('form').map(formOf),
    errors: document.querySelectorAll('.wrong').map((one) => one.text.trim()),
  };
};

/** A client's phone: follows links, fills in forms, keeps cookies; scripts are off. */
export class ClientBrowser {
  private readonly jar = new CookieJar();

  async open(url: string): Promise<ClientPage> {
    const answer = await this.follow(url, { headers: { cookie: this.jar.header() } });
    return pageOf(answer.url, answer.answer);
  }

  async submit(page: ClientPage, form: PageForm, values: readonly (readonly [string, string])[]): Promise<ClientPage> {
    const body = new URLSearchParams();
    for (const field of form.fields) if (field.kind === 'fixed') body.append(field.name, field.values[0] ?? '');
    for (const [name, value] of values) body.append(name, value);
    const answer = await this.follow(new URL(form.action === '' ? page.url : form.action, page.url).href, {
      method: 'POST',
      headers: { cookie: this.jar.header(), 'content-type': 'application/x-www-form-urlencoded' },
      body: body.toString(),
    });
    return pageOf(answer.url, answer.answer);
  }

  private async follow(url: string, call: PlainCall): Promise<{ readonly url: string; readonly answer: HttpAnswer }> {
    let here = url;
    let answer = await send(here, call);
    for (let hops = 0; answer.status === 303 && hops < 5; hops += 1) {
      this.jar.take(answer);
      here = new URL(answer.headers.location ?? '/', here).href;
      answer = await send(here, { headers: { cookie: this.jar.header() } });
    }
    this.jar.take(answer);
    if (answer.status >= 500) throw new UnexpectedAnswerError(here, answer);
    return { url: here, answer };
  }
}
