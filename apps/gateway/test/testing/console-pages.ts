import type { Page } from 'playwright-core';
import { clinic, names, report } from '../../src/testing/console-data.js';
import { ConsoleWorld } from './console-world.js';
import { findings, isReflowed, takeProof } from './looks.js';

const LOOKS: readonly (readonly ['light' | 'dark', number])[] = [
  ['dark', 390],
  ['light', 320],
];

/** What every page of the console asks for. */
export const FRAME = {
  '/v1/clinic': clinic,
  '/v1/client-names': names,
  '/v1/clients': {
    items: [
      { ref: 'ref-1', firstName: 'Mara', lastName: 'Thorne' },
      { ref: 'ref-2', firstName: 'Jon', lastName: '' },
    ],
  },
};

/** One console for all tests of a file; the machine may be busy with other suites. */
export const withConsole = (take: (world: ConsoleWorld) => void): void => {
  jest.setTimeout(30_000);
  let world: ConsoleWorld | undefined;
  beforeAll(async () => {
    world = await startConsole();
    take(world);
  }, 120_000);
  afterAll(() => world?.stop());
};

const startConsole = async (): Promise<ConsoleWorld> => {
  const world = await ConsoleWorld.start();
  // The first page of an owner.
  world.answer('outcomes', { '/v1/reports/first': report, '/v1/open-flags': { items: [] } });
  world.answer('scheduling', FRAME);
  // That of the front desk.
  world.answer('notifications', { '/v1/reminders': { items: [] }, '/v1/reminder-totals': { lines: 0, states: [] } });
  return world;
};

export const looksWell = async (page: Page): Promise<void> => {
  await takeProof(page);
  expect(await findings(page)).toEqual([]);
  expect(await isReflowed(page)).toBe(true);
};

/** Opens a page once and looks at it in other colours and sizes. */
export const inAllLooks = (world: ConsoleWorld, path: string, act: (page: Page) => Promise<void>): Promise<void> =>
  world.withPage(async (page) => {
    await world.signIn(page, { path });
    await act(page);
    for (const [colorScheme, width] of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.locator(`:root[data-theme=${colorScheme}]`).waitFor({ state: 'attached' });
      await looksWell(page);
    }
  });
