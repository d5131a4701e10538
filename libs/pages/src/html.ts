/** Markup that is already safe. Only `html` and `trusted` make it, so text from outside can never pass for markup. */
export class Html {
  constructor(private readonly markup: string) {}

  toString(): string {
    return this.markup;
  }
}

/** What may stand in a template: text is escaped, markup is kept, absent values vanish, lists are joined. */
export type HtmlValue = Html | string | number | false | null | undefined | readonly HtmlValue[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe inside text and inside quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

const render = (value: HtmlValue): string => {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return value.map(render).join('');
};

const squeezed = new WeakMap<TemplateStringsArray, readonly string[]>();

/** Line breaks of the source with their indentation count as one space; made once per template. */
const partsOf = (template: TemplateStringsArray): readonly string[] => {
  const known = squeezed.get(template);
  if (known !== undefined) return known;
  const parts = template.map((part) => part.replace(/\s*\n\s*/g, ' '));
  squeezed.set(template, parts);
  return parts;
};

/** Tagged template of every page: whatever is put in is escaped unless it is markup itself. */
export const html = (template: TemplateStringsArray, ...values: readonly HtmlValue[]): Html =>
  new Html(
    partsOf(template)
      .map((part, index) => part + (index < values.length ? render(values[index]) : ''))
      .join(''),
  );

/** Markup from our own code that the template cannot make, e.g. a style sheet. Never for text from outside. */
export const trusted = (markup: string): Html => new Html(markup);

/** Attributes from an object: `true` stands alone, false and undefined are left out. */
export const attributes = (values: Readonly<Record<string, string | number | boolean | undefined>>): Html =>
  new Html(
    Object.entries(values)
      .filter(([, value]) => value !== undefined && value !== false)
      .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`))
      .join(''),
  );

/** A name or other variable in running text keeps its own direction (ux.md 5.5). */
export const isolated = (text: string): Html => html`<bdi>${text}</bdi>`;
