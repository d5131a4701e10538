/**
 * Places of marks in the charts (ux.md 6.3). A chart is drawn at the width that it has on the screen, one unit a pixel, so that
 * its text is 14 px everywhere. Wide ones have the words right of the plot, narrow ones below each mark; nothing needs a legend.
 */

export const MOST_WIDTH = 640;
/** Narrower than this, there is no room for words beside the plot. */
const BESIDE_FROM = 560;
const LEAST_WIDTH = 200;
const MARGIN = 16;
const BESIDE = 224;

const LINE = 18;
const MARK = 24;
const GAP = 16;
const AXIS = 28;
/** A generous mean width of a letter at 14 px in system fonts. */
const LETTER = 7.4;

export interface Plot {
  readonly width: number;
  readonly left: number;
  readonly right: number;
  /** Where words start that stand beside the plot; undefined where they stand below. */
  readonly wordsLeft: number | undefined;
}

export const plotOf = (room: number): Plot => {
  const width = Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, room)));
  if (width < BESIDE_FROM) return { width, left: MARGIN, right: width - MARGIN, wordsLeft: undefined };
  return { width, left: MARGIN, right: width - BESIDE - MARGIN, wordsLeft: width - BESIDE };
};

/** Lines that fit beside each other in `room` pixels; a word that is longer than that has a line of its own. */
export const wrapped = (text: string, room: number): readonly string[] => {
  const most = Math.floor(room / LETTER);
  return text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined || `${last} ${word}`.length > most) return [...lines, word];
    return [...lines.slice(0, -1), `${last} ${word}`];
  }, []);
};

export interface Line {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** One row of a chart: what it is about, the middle of its mark, and what the mark says. */
export interface Row {
  readonly label: readonly Line[];
  readonly mark: number;
  readonly words: readonly Line[];
  readonly bottom: number;
}

const lines = (texts: readonly string[], x: number, top: number): readonly Line[] =>
  texts.map((text, index) => ({ text, x, y: top + (index + 1) * LINE - 4 }));

const rowAt = (plot: Plot, top: number, { label, words }: { readonly label: string; readonly words: string }): Row => {
  const inPlot = plot.width - 2 * MARGIN;
  const names = lines(wrapped(label, inPlot), plot.left, top);
  const markTop = top + names.length * LINE + 4;
  const mark = markTop + MARK / 2;
  if (plot.wordsLeft !== undefined) {
    const beside = wrapped(words, plot.width - plot.wordsLeft);
    const first = mark + 5 - ((beside.length - 1) * LINE) / 2 - LINE + 4;
    return { label: names, mark, words: lines(beside, plot.wordsLeft, first), bottom: markTop + MARK + GAP };
  }
  const below = lines(wrapped(words, inPlot), plot.left, markTop + MARK);
  return { label: names, mark, words: below, bottom: markTop + MARK + below.length * LINE + GAP };
};

export interface Layout extends Plot {
  readonly rows: readonly Row[];
  /** Where the axis lies. */
  readonly bottom: number;
  readonly height: number;
}

export const layoutOf = (
  room: number,
  texts: readonly { readonly label: string; readonly words: string }[],
): Layout => {
  const plot = plotOf(room);
  const rows = texts.reduce<Row[]>((done, text) => [...done, rowAt(plot, done.at(-1)?.bottom ?? 0, text)], []);
  const bottom = rows.at(-1)?.bottom ?? GAP;
  return { ...plot, rows, bottom, height: bottom + AXIS };
};

/** A straight line from values to places, rounded to a tenth of a pixel. */
export const scaleOf =
  ({ left, right }: Pick<Plot, 'left' | 'right'>, [least, most]: readonly [number, number]) =>
  (value: number): number =>
    Math.round((left + ((value - least) / (most - least)) * (right - left)) * 10) / 10;

/** Rates always begin at zero and end at everybody. */
export const RATES: readonly [number, number] = [0, 1];
export const RATE_TICKS: readonly number[] = [0, 0.25, 0.5, 0.75, 1];

const STEPS: readonly number[] = [0.5, 1, 2, 5, 10, 20];
const MOST_TICKS = 5;

/** At most five round ticks that hold zero and every value. */
export const ticksFor = (values: readonly number[]): readonly number[] => {
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const spanOf = (step: number): number => Math.ceil(most / step) - Math.floor(least / step);
  const step = STEPS.find((candidate) => spanOf(candidate) < MOST_TICKS) ?? 28;
  const first = Math.floor(least / step);
  const count = Math.max(1, spanOf(step));
  return Array.from({ length: count + 1 }, (_, index) => (first + index) * step);
};

const CAP = 4;

/** The interval as a line with caps of eight units. */
export const intervalPath = (low: number, high: number, y: number): string =>
  `M${low} ${y}H${high}M${low} ${y - CAP}v${2 * CAP}M${high} ${y - CAP}v${2 * CAP}`;
