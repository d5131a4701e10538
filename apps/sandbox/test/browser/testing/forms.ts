import type { Page } from 'playwright-core';
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
