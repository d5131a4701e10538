import { html, type Html } from '../html.js';

export interface FigureOptions {
  /** Unique on the page. */
  readonly id: string;
  readonly heading: string;
  /** One sentence that says what the chart shows. */
  readonly summary: string;
  readonly caution?: string | undefined;
}

export const TOO_FEW = 'too few to show';
export const HIDDEN_COMPLEMENT = 'hidden, so that the other cannot be worked out';
/** A suppressed row says why it is empty; its numbers are not in the markup at all. */
export type Suppression = 'too-few' | 'complement';
export const suppressionText = (suppressed: Suppression): string =>
  suppressed === 'too-few' ? TOO_FEW : HIDDEN_COMPLEMENT;

/** Heading, sentence, picture and table; picture and table are made from the same rows by the caller. */
export const figure = (
  options: FigureOptions,
  svg: Html,
  table: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] },
): Html =>
  html`<figure id="${options.id}">
    <h2 id="${options.id}-h">${options.heading}</h2>
    <p id="${options.id}-s">${options.summary}</p>
    ${svg}
    <details open>
      <summary>Table</summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              ${table.columns.map((column) => html`<th scope="col">${column}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${table.rows.map(
              (cells) =>
                html`<tr>
                  ${cells.map((cell, index) => (index === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>
    ${options.caution === undefined ? undefined : html`<figcaption class="muted">${options.caution}</figcaption>`}
  </figure>`;

/** Coordinates with one digit are exact enough and keep the page small. */
export const coordinate = (value: number): string => String(Math.round(value * 10) / 10);

/** Linear map from values to pixels. */
export const scale =
  (from: number, to: number, pixels: readonly [number, number]) =>
  (value: number): number =>
    pixels[0] + ((value - from) / (to - from)) * (pixels[1] - pixels[0]);

/** At most five round ticks that cover the range and include zero. */
export const ticksFor = (low: number, high: number): readonly number[] => {
  const span = Math.max(high - low, 1);
  const step = [1, 2, 5, 10, 20, 25, 50, 100].find((size) => span / size <= 4) ?? Math.ceil(span / 4);
  const first = Math.floor(Math.min(low, 0) / step) * step;
  const last = Math.ceil(Math.max(high, 0) / step) * step;
  const ticks = Array.from({ length: Math.round((last - first) / step) + 1 }, (_, index) => first + index * step);
  return ticks.length <= 5 ? ticks : ticks.filter((tick) => (tick - first) % (2 * step) === 0);
};
