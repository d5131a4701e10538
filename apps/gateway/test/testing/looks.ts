import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

/** Findings of axe, as text that says where. Scripts go in through the debugger, as the page itself allows none. */
export const findings = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResult>('axe.run()');
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
};

let proofs = 0;

/** A picture of every page that is looked at, for a person who looks through them; only with `SCREENSHOT_ALL_DIR`. */
export const takeProof = async (page: Page): Promise<void> => {
  const folder = process.env['SCREENSHOT_ALL_DIR'];
  if (folder === undefined) return;
  proofs += 1;
  const name = `${String(proofs).padStart(2, '0')}${new URL(page.url()).pathname.replaceAll(/[^a-z0-9]+/giu, '-')}.png`;
  await page.screenshot({ path: join(folder, name), fullPage: true });
};

export const isReflowed = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth');
export const focused = (page: Page): Promise<string> => page.evaluate<string>('document.activeElement?.id ?? ""');

/** Of everything that is written in a chart, in pixels of the screen. */
export const smallestText = (page: Page): Promise<number> =>
  page.evaluate<number>(`Math.min(...[...document.querySelectorAll('svg text')].map((text) =>
    parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))`);
/** What of a chart lies outside of it, where nobody sees it. */
export const textsOutside = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('svg text')].filter((text) => {
    const [box, own] = [text.ownerSVGElement.getBoundingClientRect(), text.getBoundingClientRect()];
    return own.left < box.left - 1 || own.right > box.right + 1 || own.bottom > box.bottom + 1;
  }).map((text) => text.textContent)`);
