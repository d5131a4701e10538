import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { brightOf } from './brightness.js';
import { takeProof } from './chromium.js';

const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

export type Theme = 'dim' | 'rose' | 'green' | 'soft';
export const THEMES: readonly Theme[] = ['dim', 'rose', 'green', 'soft'];

export interface VisitorOptions {
  readonly origin: string;
  /** Off for those who browse without. */
  readonly script?: boolean;
  /** Default a phone, 360 x 640. */
  readonly size?: { readonly width: number; readonly height: number };
}

type Rules = 'all' | 'colours';
const RUN: Readonly<Record<Rules, string>> = { all: '{}', colours: "{ runOnly: ['color-contrast'] }" };

/** What axe-core finds, one line per rule, with the first element it concerns. */
const findingsOn = async (page: Page, rules: Rules): Promise<readonly string[]> => {
  await page.evaluate(axe);
  const lines = await page.evaluate(
    `axe.run(${RUN[rules]}).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.length + ' ' + nodes[0].html))`,
  );
  return lines as readonly string[]; // as the expression above makes them
};

const NARROW = 320;

/** Text as widely spaced as a reader may set it (WCAG 1.4.12). */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }`;
/** Put in by hand: Playwright's own way waits for an event that a style sheet put in while the page still loads may never send. */
const SPACE_OUT = `document.head.append(Object.assign(document.createElement('style'), { id: 'spaced-out', textContent: ${JSON.stringify(SPACED)} }))`;
const isTooWide = async (page: Page): Promise<boolean> =>
  (await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')) === true;

/** Does a page 320 px wide scroll sideways, as it is and with text spaced out? */
const scrollsSideways = async (page: Page): Promise<boolean> => {
  const before = page.viewportSize();
  await page.setViewportSize({ width: NARROW, height: before?.height ?? 640 });
  const wide = await isTooWide(page);
  await page.evaluate(SPACE_OUT);
  const wideSpaced = await isTooWide(page);
  await page.evaluate(`document.getElementById('spaced-out').remove()`);
  if (before !== null) await page.setViewportSize(before);
  return wide || wideSpaced;
};

/** As text, because the types of a page's own objects are not those of this program. */
const SMALL = `[...document.querySelectorAll('button,a,summary,input:not([type=hidden]),textarea')]
  .map((element) => ({ element, box: element.getBoundingClientRect() }))
  .filter(({ box }) => box.width > 0 && (box.width < 47.5 || box.height < 47.5))
  .map(({ element, box }) => box.width + ' x ' + box.height + ' ' + element.outerHTML.slice(0, 80))`;

/** Everything that can be tapped and is smaller than a finger. */
const smallTargets = async (page: Page): Promise<readonly string[]> => {
  const found = await page.evaluate(SMALL);
  return found as readonly string[]; // as the expression above makes them
};

const MOVING = `[...document.querySelectorAll('*')]
  .map((element) => ({ element, style: getComputedStyle(element) }))
  .filter(({ style }) => style.animationName !== 'none' || style.transitionDuration !== '0s')
  .map(({ element }) => element.outerHTML.slice(0, 80))`;

/** The element that has the focus: does it match, and is it framed so that anybody sees it? */
const FOCUS = `(selector) => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
  return [document.activeElement.matches(selector), outlineStyle + ' ' + outlineWidth];
}`;

/** Longer than any page has stops. */
const MOST_STOPS = 60;

/** One person at one browser with a clean profile; knows everything that the browser asked of the network. */
export class Visitor {
  private readonly asked = new Set<string>();
  /** Addresses that were opened, for those who open them again. */
  readonly opened = new Set<string>();

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly options: VisitorOptions,
  ) {
    context.on('request', (request) => this.asked.add(new URL(request.url()).origin));
  }

  static async arrive(browser: Browser, options: VisitorOptions): Promise<Visitor> {
    const viewport = options.size ?? { width: 360, height: 640 };
    const settings = { javaScriptEnabled: options.script ?? true, bypassCSP: true, locale: 'en-GB', viewport };
    const context = await browser.newContext(settings);
    return new Visitor(context, await context.newPage(), options);
  }

  /** Opens an address as the person's next step; the answer's status. */
  async open(url: string): Promise<number> {
    this.opened.add(url);
    const answer = await this.page.goto(url);
    return answer?.status() ?? 0;
  }

  /** Name, else id, of the element that has the focus. */
  async focused(): Promise<string> {
    const focus = await this.page.evaluate('document.activeElement?.name || document.activeElement?.id || ""');
    return String(focus);
  }

  /** Presses something that leads to a page, and waits for it. */
  async follow(selector: string): Promise<void> {
    const arrived = this.page.waitForEvent('framenavigated');
    await this.page.click(selector);
    await arrived;
    await this.page.waitForLoadState('load');
  }

  /** Goes on with the Tab key to an element, and looks at the focus ring of every stop. */
  async tabTo(selector: string): Promise<void> {
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      await this.page.keyboard.press('Tab');
      const found = await this.page.evaluate(`(${FOCUS})(${JSON.stringify(selector)})`);
      const [isThere, ring] = found as [boolean, string]; // as the expression above makes them
      expect(ring).toBe('solid 3px');
      if (isThere) return;
    }
    throw new Error(`the Tab key does not reach ${selector}`);
  }

  /** Presses a key that leads to a page, and waits for it. */
  async press(key: string): Promise<void> {
    const arrived = this.page.waitForEvent('framenavigated');
    await this.page.keyboard.press(key);
    await arrived;
    await this.page.waitForLoadState('load');
  }

  async heading(): Promise<string> {
    return (await this.page.textContent('h1'))?.trim() ?? '';
  }

  /** Chooses a colour theme as the brightness menu would. */
  async prefer(theme: Theme): Promise<void> {
    await this.context.addCookies([{ name: 'theme', value: theme, url: this.options.origin }]);
  }

  /** The shared checks of the page as it stands: accessibility, 320 px and, on a phone, targets. */
  async inspect(what: string): Promise<void> {
    await takeProof(this.page, what);
    // axe-core waits for timers, which never ring where script is off.
    const findings = this.options.script === false ? [] : await findingsOn(this.page, 'all');
    const small = this.options.size === undefined ? await smallTargets(this.page) : [];
    const sideways = await scrollsSideways(this.page);
    // The console is no client page: it is neither dim nor as still.
    const isClientPage = this.options.size === undefined;
    const moving = isClientPage ? await this.page.evaluate(MOVING) : [];
    const bright = isClientPage ? await brightOf(this.page) : undefined;
    expect({ what, findings, small, sideways, moving, bright }).toEqual({
      what,
      findings: [],
      small: [],
      sideways: false,
      moving: [],
      bright: undefined,
    });
  }

  /** Opens a client page in one theme and inspects it. */
  async inspectAt(url: string, what: string, theme: Theme): Promise<void> {
    await this.prefer(theme);
    await this.open(url);
    await this.inspect(what);
  }

  /** Opens a client page in each of the four themes. They differ in their colours only, so the rest is looked at once. */
  async inspectInAllThemes(url: string, what: string): Promise<void> {
    for (const theme of THEMES) {
      await this.prefer(theme);
      await this.open(url);
      await takeProof(this.page, `${what} ${theme}`);
      expect({ what, theme, findings: await findingsOn(this.page, 'colours') }).toEqual({ what, theme, findings: [] });
    }
    await this.inspectAt(url, what, 'dim');
  }

  /** Hosts other than ours that any page asked for anything. */
  get otherHosts(): readonly string[] {
    return [...this.asked].filter((host) => host !== this.options.origin && host !== 'null');
  }

  leave(): Promise<void> {
    return this.context.close();
  }
}
