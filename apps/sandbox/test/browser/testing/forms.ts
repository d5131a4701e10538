import type { Page } from 'playwright-core';
import { takePicture } from './chromium.js';
import type { Visitor } from './visitor.js';

/** Counts what a thumb does. */
class Thumb {
  taps = 0;

  constructor(private readonly visitor: Visitor) {}

  async tap(selector: string): Promise<void> {
    this.taps += 1;
    await this.visitor.page.click(selector);
  }

  async tapOn(selector: string): Promise<void> {
    this.taps += 1;
    await this.visitor.follow(selector);
  }
}

/** The shortest way through the form, by hand; how many taps it took. */
export const answerPostVisitForm = async (visitor: Visitor): Promise<number> => {
  const thumb = new Thumb(visitor);
  await thumb.tap('input[name=ps1][value=no]');
  await thumb.tap('input[name=ps3][value=no]');
  await thumb.tapOn('text=Save and continue');
  await thumb.tap('input[name=ps4][value="2"]');
  await thumb.tap('input[name=ps5][value=much-better]');
  await thumb.tap('input[name=ps6][value=right]');
  await thumb.tapOn('text=Save and continue');
  await thumb.tap('input[name=sg][value=none]');
  await thumb.tapOn('text=Finish');
  return thumb.taps;
};

/** Any answer that every part takes: the first choice, nothing of a list, two days. */
export const fillPart = async (page: Page): Promise<void> => {
  for (const group of await page.locator('fieldset:has([type=radio]):visible').all())
    await group.locator('input').first().check();
  for (const group of await page.locator('fieldset:has([type=checkbox]):visible').all())
    await group.locator('input').last().check();
  for (const none of await page.locator('[name=sg][value=none]').all()) await none.check();
  for (const field of await page.locator('[inputmode=numeric]').all()) await field.fill('2');
};

/** From the end back to the first part, and through what the other answer asks for. */
export const changeFirstAnswer = async (visitor: Visitor): Promise<void> => {
  await visitor.follow('text=Part 1: Any headache?');
  await visitor.page.check('input[name=ps1][value=headache]');
  await visitor.follow('text=Save and continue');
  await visitor.page.check('input[name=ps2][value="3"]');
  await visitor.follow('text=Save and continue');
};

/** Tab, Space and Enter, nothing else. */
export const answerByKeyboard = async (visitor: Visitor): Promise<void> => {
  for (const part of [['[name=ps1]', '[name=ps3]'], ['[name=ps4]', '[name=ps5]', '[name=ps6]'], ['[value=none]']]) {
    for (const control of part) {
      await visitor.tabTo(control);
      await visitor.page.keyboard.press('Space');
    }
    await visitor.tabTo('form[data-survey-id] button');
    await visitor.press('Enter');
  }
};

/** What the page for an emergency shows, and what it hides. */
const PANEL = ['a[href="tel:999"]', 'input[name=sg][value=e2]', 'text=Change brightness'];

/** From the loaded gate to the panel and what is sent from it, with the network gone in between. */
export const callForHelp = async (visitor: Visitor, script: 'on' | 'off'): Promise<void> => {
  const { page, context } = visitor;
  await visitor.inspect(`gate ${script}`);
  await context.setOffline(true);
  await page.check('input[name=sg][value=e1]');
  await visitor.inspect(`gate when ${script}`);
  await page.check('input[name=when-e1][value=now]');
  await visitor.inspect(`gate panel ${script}`);
  await takePicture(page, 'help-now');
  expect(await Promise.all(PANEL.map((one) => page.isVisible(one)))).toEqual([true, false, false]);
  if (script === 'on') await page.waitForSelector('[role=status]:has-text("Not saved yet.")');
  await context.setOffline(false);
  if (script === 'on') await page.waitForSelector('[role=status]:has-text("Saved at 13:00.")');
  await visitor.follow('text=Save this for Elm Rooms');
};
