import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const NAMES = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];
/** Nothing that a browser does for itself: no updates, no reports, no first-run pages. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const onPath = (): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((file) => existsSync(file));

/** The launcher's Chromium, else the one on the `PATH`. */
export const startChromium = (): Promise<Browser> => {
  const executablePath = process.env['CHROMIUM_PATH'] ?? onPath();
  return chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: QUIET });
};

const saveIn = async (folder: string | undefined, name: string, page: Page, fullPage: boolean): Promise<void> => {
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
};

/** A picture for the README; taken only when `SCREENSHOT_DIR` says where to. */
export const takePicture = (page: Page, name: string): Promise<void> =>
  saveIn(process.env['SCREENSHOT_DIR'], name, page, false);

/** Every page that is looked at, for a person who looks through all of them; only with `SCREENSHOT_ALL_DIR`. */
export const takeProof = (page: Page, name: string): Promise<void> =>
  saveIn(process.env['SCREENSHOT_ALL_DIR'], name.replaceAll(/[^a-z0-9]+/giu, '-'), page, true);
