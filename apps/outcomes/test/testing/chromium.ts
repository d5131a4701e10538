import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { chromium, type Browser, type Page } from 'playwright-core';

const NAMES = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];
const onPath = NAMES.flatMap((name) => (process.env['PATH'] ?? '').split(':').map((folder) => `${folder}/${name}`));
const executablePath = process.env['CHROMIUM_PATH'] ?? onPath.find((path) => existsSync(path));

export const startChromium = (): Promise<Browser> =>
  chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: ['--no-sandbox'] });

/** Where a browser finds an app of a spec. */
export const listening = async (app: INestApplication): Promise<string> => {
  await app.listen(0, '127.0.0.1');
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
};

const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

// Scripts for the page stand as text: the rest of this project knows no DOM.
const SMALL_TARGETS = `
  [...document.querySelectorAll('button,a,summary,input:not([type=hidden]),textarea')]
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.width < 47.5 || box.height < 47.5))
    .map(({ element, box }) => element.outerHTML.slice(0, 80) + ' ' + box.width + ' x ' + box.height)`;
const IS_TOO_WIDE = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
const FINDINGS = 'axe.run().then((result) => result.violations.map((one) => one.id + ": " + one.nodes[0].html))';

/** What axe-core finds; needs a page that runs scripts. */
export const violations = async (page: Page): Promise<unknown> => {
  // Evaluated in the page, not added as an element: the page's own policy allows no script.
  await page.evaluate(axe);
  return page.evaluate(FINDINGS);
};

/** Everything that can be tapped and is smaller than a finger. */
export const smallTargets = (page: Page): Promise<unknown> => page.evaluate(SMALL_TARGETS);

export const isTooWide = (page: Page): Promise<unknown> => page.evaluate(IS_TOO_WIDE);
