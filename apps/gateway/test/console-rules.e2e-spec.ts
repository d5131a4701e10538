import type { Page } from 'playwright-core';
import {
  aReplanning,
  lastDifferences,
  rulePreview,
  rulesInForce,
  rulesOfSix,
  ruleVersions,
} from '../src/testing/rules-data.js';
import { inAllLooks, looksWell, withConsole } from './testing/console-pages.js';
import { Refusal } from './testing/console-world.js';
import type { ConsoleWorld } from './testing/console-world.js';
import { focused, smallestText, textsOutside } from './testing/looks.js';

let world: ConsoleWorld;
withConsole((started) => {
  world = started;
});

const PREVIEW = '/v1/rules/preview';
const APPLY = '/v1/rules/apply';
/** What the tests write: five days before in place of three. */
const draft = {
  ...rulesOfSix,
  appointments: { ...rulesOfSix.appointments, early: { on: true, days: 5 } },
};

describe('the rules', () => {
  let inForce: object;
  let versions: readonly object[];
  let refusal: Refusal | undefined;
  let applied: () => object | Refusal;

  beforeEach(() => {
    inForce = rulesInForce;
    versions = ruleVersions;
    refusal = undefined;
    applied = () => {
      inForce = { ...rulesInForce, version: 7, rules: draft, replanning: aReplanning('running') };
      versions = [
        { ...ruleVersions[0], number: 7, basedOn: 6, rules: draft, atLocal: '2027-03-01T10:45' },
        ...versions,
      ];
      return inForce;
    };
    world.answer('notifications', {
      '/v1/rules': () => inForce,
      '/v1/rules/versions': () => ({ items: versions }),
      [`POST ${PREVIEW}`]: () => refusal ?? { ...rulePreview, basedOn: (inForce as { version: number }).version },
      [`POST ${PREVIEW}/differences`]: lastDifferences,
      [`POST ${APPLY}`]: () => applied(),
    });
  });

  const days = (page: Page) => page.getByLabel('First reminder: days before, 2 to 7');
  const applying = (page: Page) => page.getByRole('button', { name: 'Apply version 7', exact: true });
  const openDraft = async (page: Page): Promise<void> => {
    await world.signIn(page, { path: '/rules/draft' });
    await days(page).fill('5');
    await page.getByText('The preview is of this draft.').waitFor();
  };

  it('say what holds, since when and by whom, and a version before is used again as a draft, by keyboard', async () => {
    await world.withPage(async (page) => {
      await world.signIn(page);
      await page.getByRole('link', { name: 'Rules', exact: true }).press('Enter');
      await page.getByRole('heading', { name: 'What holds: version 6' }).waitFor();
      await page.getByText('It holds since Mon 22 Feb 10:03, applied by somebody who is not here any more.').waitFor();
      await page.getByText('Second note about the next visit: 7 days after the first').waitFor();
      expect(await page.evaluate<string>('document.activeElement.tagName')).toBe('H1');
      await looksWell(page);
      await page.getByRole('link', { name: 'Version 5' }).press('Enter');
      await page.getByText('What would be otherwise').waitFor();
      await looksWell(page);
      await page.getByRole('button', { name: 'Use it as a draft' }).press('Enter');
      await page.getByText('The preview is of this draft.').waitFor();
      expect(world.asked('notifications', 'POST', PREVIEW).at(-1)).toEqual({
        rules: ruleVersions[1]?.rules,
        limit: 25,
      });
    });
  });

  it('are played over what waits while they are drafted, and nothing is applied before the figures are confirmed', async () => {
    await world.withPage(async (page) => {
      await openDraft(page);
      expect(world.asked('notifications', 'POST', PREVIEW).at(-1)).toEqual({ rules: draft, limit: 25 });
      await page.getByText('224 before = 100 unchanged + 12 at another time + 106 withdrawn').waitFor();
      expect(await smallestText(page)).toBeGreaterThanOrEqual(14);
      expect(await textsOutside(page)).toEqual([]);
      await applying(page).press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Apply version 7?' });
      await dialog.getByText('30 planned messages would change').waitFor();
      await dialog.getByText('96 before, 48 after').waitFor();
      await looksWell(page);
      expect(await focused(page)).toBe('confirm-h');
      const applies = world.asked('notifications', 'POST', APPLY).length;
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Apply version 7');
      expect(world.asked('notifications', 'POST', APPLY)).toHaveLength(applies);
    });
  });

  it('are applied by keyboard, and the page then compares what was done with what was shown', async () => {
    await world.withPage(async (page) => {
      await openDraft(page);
      await applying(page).press('Enter');
      await page.getByRole('button', { name: 'Apply version 7 now' }).press('Enter');
      await page.getByText('So far: 12 at another time, 18 withdrawn').waitFor();
      const { previewId, digest } = rulePreview;
      expect(world.asked('notifications', 'POST', APPLY).at(-1)).toEqual({ rules: draft, previewId, digest });
      inForce = { ...inForce, replanning: aReplanning('late') };
      await page.getByText('That is, message by message, what the preview showed: 30 messages.').waitFor();
      await looksWell(page);
      inForce = { ...inForce, replanning: aReplanning('done') };
      await page.getByText('It is finished.').waitFor();
      await page.getByRole('link', { name: 'Draft a change' }).waitFor();
    });
  });

  it('list every message that would change, page by page, and each opens its story', async () => {
    await world.withPage(async (page) => {
      await openDraft(page);
      await page.getByRole('heading', { name: '30 messages would change' }).waitFor();
      await page.getByRole('button', { name: 'Page 2' }).press('Enter');
      await page.getByText('not planned').waitFor();
      const asked = { rules: draft, limit: 25, after: 'cursor-2' };
      expect(world.asked('notifications', 'POST', `${PREVIEW}/differences`)).toEqual([asked]);
      expect(await page.getByRole('link', { name: /^Visit tomorrow/u }).count()).toBe(0);
      await looksWell(page);
      await page.getByRole('button', { name: 'Page 1' }).press('Enter');
      await page.getByRole('link', { name: 'Visit in 3 days to Mara T., Sat 13 Mar 10:30' }).press('Enter');
      await page.waitForURL(/\/console\/messages\/row-1\?all$/u);
    });
  });

  it('say it where a change did not do exactly what was shown', async () => {
    inForce = { ...rulesInForce, version: 7, replanning: aReplanning('done', '29-abc122') };
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/rules' });
      await page.getByText('it showed 30 messages, and 29 changed').waitFor();
    });
  });

  it('refuse at its field what cannot stand, and show no figures of it', async () => {
    refusal = new Refusal(400, {
      code: 'INVALID_INPUT',
      fields: [{ field: 'appointments.early.days', message: 'must come before the later one' }],
    });
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/rules/draft' });
      await days(page).fill('1');
      await page.getByRole('alert').getByText('must come before the later one').waitFor();
      expect(await days(page).getAttribute('aria-invalid')).toBe('true');
      expect(await applying(page).count()).toBe(0);
      await looksWell(page);
      await page.getByRole('button', { name: 'First reminder: days', exact: true }).press('Enter');
      expect(await page.evaluate<string>('document.activeElement.id')).toBe('appointments.early.days');
      refusal = undefined;
      await page.keyboard.press('ArrowUp');
      await page.getByText('The preview is of this draft.').waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
    });
  });

  it('apply nothing once the preview is no longer true, and ask to look again', async () => {
    const applies = applied;
    applied = () => {
      inForce = { ...rulesInForce, version: 7 };
      return new Refusal(409, { code: 'PREVIEW_OUTDATED' });
    };
    await world.withPage(async (page) => {
      await openDraft(page);
      await applying(page).click();
      await page.getByRole('button', { name: 'Apply version 7 now' }).click();
      await page.getByText('This preview is no longer true').waitFor();
      expect(await applying(page).isDisabled()).toBe(true);
      await page.getByText('version 7 holds by now').waitFor();
      await looksWell(page);
      applied = applies;
      await page.getByRole('button', { name: 'Look again' }).press('Enter');
      await page.getByText('The preview is of this draft.').waitFor();
      await page.getByRole('button', { name: 'Apply version 8', exact: true }).press('Enter');
      await page.getByRole('dialog', { name: 'Apply version 8?' }).waitFor();
    });
  });

  it('come back as they were drafted after a closed tab, until somebody throws them away', async () => {
    await world.withPage(async (page, context) => {
      await openDraft(page);
      const again = await context.newPage();
      await page.close();
      await again.goto(`${await world.origin()}/console/rules`);
      await again.getByRole('link', { name: 'Go on with your draft' }).click();
      await again.getByText('The preview is of this draft.').waitFor();
      expect(await days(again).inputValue()).toBe('5');
      await again.getByRole('button', { name: 'Start over from what holds' }).click();
      await again.getByText('The draft says what holds already.').waitFor();
      expect(await days(again).inputValue()).toBe('3');
      await again.getByRole('link', { name: 'What holds, and all versions' }).click();
      await again.getByRole('link', { name: 'Draft a change' }).waitFor();
    });
  });

  it('stand in the rail only for those who may change them', async () => {
    await world.gateway.addColleague(world.clinicId, 'desk@example.org', ['front-desk']);
    inForce = new Refusal(403, { code: 'NOT_ALLOWED' });
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/rules', email: 'desk@example.org' });
      await page.getByText('Your role does not open this page.').waitFor();
      expect(await page.getByRole('link', { name: 'Rules', exact: true }).count()).toBe(0);
    });
  });

  it.each([
    ['/rules', 'Your clinic has not changed a rule yet.'],
    ['/rules/versions/5', 'What would be otherwise'],
  ])('read as well in the dark and on a phone: %s', (path, words) => {
    if (path === '/rules') inForce = { ...rulesInForce, version: 0 };
    return inAllLooks(world, path, (page) => page.getByText(words).waitFor());
  });

  it('read as well in the dark and on a phone while they are drafted', () =>
    inAllLooks(world, '/rules/draft', async (page) => {
      await page.getByLabel('Hours, where the client lives').selectOption('own hours');
      await page.getByLabel('Second note: when').selectOption('a number of hours after the first');
      await page.getByText('The preview is of this draft.').waitFor();
    }));

  it('keep every text of the chart at 14 pixels on a phone', async () => {
    await world.withPage(
      async (page) => {
        await openDraft(page);
        expect(await smallestText(page)).toBeGreaterThanOrEqual(14);
        expect(await textsOutside(page)).toEqual([]);
        await applying(page).click();
        await page.getByRole('dialog', { name: 'Apply version 7?' }).waitFor();
        await looksWell(page);
      },
      { width: 320, scheme: 'dark' },
    );
  });
});
