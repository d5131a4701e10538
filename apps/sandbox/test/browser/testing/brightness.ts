import type { Page } from 'playwright-core';

/** Of the theme that everybody gets who chose none. */
const DIM = 'rgb(22, 24, 26)';
/** Relative luminance that nobody with a headache has to bear: of a page as a whole, and of its brightest pixel. */
const MOST_ON_AVERAGE = 0.06;
const MOST_ANYWHERE = 0.76;

const LUMINANCE = `async (picture) => {
  const image = await createImageBitmap(await (await fetch(picture)).blob());
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const linear = Array.from({ length: 256 }, (_, value) =>
    value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  let sum = 0;
  let most = 0;
  for (let at = 0; at < data.length; at += 4) {
    const light = 0.2126 * linear[data[at]] + 0.7152 * linear[data[at + 1]] + 0.0722 * linear[data[at + 2]];
    sum += light;
    most = Math.max(most, light);
  }
  return [sum / (data.length / 4), most];
}`;

/** What is too bright about a page in the dim theme; undefined when nothing is, or in another theme. */
export const brightOf = async (page: Page): Promise<string | undefined> => {
  const ground = await page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
  if (ground !== DIM) return undefined;
  const picture = (await page.screenshot({ fullPage: true })).toString('base64');
  const measured = await page.evaluate(`(${LUMINANCE})('data:image/png;base64,${picture}')`);
  const [mean, most] = measured as [number, number]; // as the expression above makes them
  return mean <= MOST_ON_AVERAGE && most <= MOST_ANYWHERE ? undefined : `mean ${mean}, most ${most}`;
};
