import { inAllLooks, looksWell, withConsole } from './testing/console-pages.js';
import type { ConsoleWorld } from './testing/console-world.js';
import { Refusal } from './testing/console-world.js';

let world: ConsoleWorld;
withConsole((started) => {
  world = started;
});

const API = '/v1/licences';
const LICENCE = {
  ...{ holder: 'Elm Rooms Ltd', reference: 'contract 2027-114', scope: 'own clients' },
  ...{ languages: ['en'], validUntil: '2099-12-31' },
};
const SAID = { isOver: false, attestedBy: 'gone', attestedAt: '2027-03-01T09:00:00.000Z' };
const TEXT = { language: 'en', copyright: '(c) Somebody Else', broughtBy: 'gone', broughtAt: SAID.attestedAt };

describe('the questionnaires of others', () => {
  let licence: object | null;
  let texts: readonly object[];
  let quarterly: string | null;
  beforeEach(() => {
    licence = null;
    texts = [];
    quarterly = null;
    const view = () => ({
      sets: [
        { set: 'hit-6', name: 'HIT-6', questions: 6, minIntervalDays: 28, licence: null, texts: [] },
        { set: 'midas', name: 'MIDAS', questions: 7, minIntervalDays: 90, licence, texts },
      ],
      quarterly: { set: quarterly, inForce: quarterly !== null },
    });
    world.answer('outcomes', {
      [API]: view,
      [`PUT ${API}/sets/midas`]: () => {
        licence = { ...LICENCE, ...SAID };
        return view();
      },
      [`PUT ${API}/sets/midas/text`]: () => {
        texts = [TEXT];
        return view();
      },
      [`PUT ${API}/quarterly`]: () => {
        if (texts.length === 0) return new Refusal(409, { code: 'SET_TEXT_MISSING' });
        quarterly = 'midas';
        return view();
      },
    });
  });

  it('are licensed, brought and asked, in this order, by whoever answers for it', async () => {
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/licences' });
      await page.getByText('Nothing is asked every quarter.').waitFor();
      await looksWell(page);
      await page.getByLabel('Ask', { exact: true }).selectOption('MIDAS');
      await page.getByRole('button', { name: 'Ask this' }).press('Enter');
      await page.getByText('Bring its words first, in a language of the licence.').waitFor();

      const form = page.getByRole('form', { name: 'Licence of MIDAS' });
      await form.getByLabel('Holder, as in the contract').fill(LICENCE.holder);
      await form.getByLabel('Number or date of the contract').fill(LICENCE.reference);
      await form.getByLabel('What it allows').fill(LICENCE.scope);
      await form.getByLabel('Languages, e.g. en, de').fill('en');
      await form.getByLabel('Last day').fill(LICENCE.validUntil);
      await form.getByRole('button', { name: 'We hold this licence of MIDAS' }).press('Enter');
      await page.getByText(/Elm Rooms Ltd, contract 2027-114, as somebody who is not here any more says/u).waitFor();
      expect(world.asked('outcomes', 'PUT', `${API}/sets/midas`)).toEqual([LICENCE]);

      const words = page.getByRole('form', { name: 'Words of MIDAS' });
      const bring = async (name: string, content: string): Promise<void> => {
        const file = { name, mimeType: 'application/json', buffer: Buffer.from(content) };
        await words.getByLabel('The words, as a FHIR Questionnaire (JSON)').setInputFiles(file);
        await words.getByRole('button', { name: 'Bring the words of MIDAS' }).press('Enter');
      };
      await bring('notes.json', 'no JSON at all');
      await page.getByText('This file cannot be read as JSON.').waitFor();
      await bring('midas.json', '{"resourceType":"Questionnaire"}');
      await page.getByText('Its words are here in en.').waitFor();
      expect(world.asked('outcomes', 'PUT', `${API}/sets/midas/text`)).toEqual([{ resourceType: 'Questionnaire' }]);

      await page.getByLabel('Ask', { exact: true }).selectOption('MIDAS');
      await page.getByRole('button', { name: 'Ask this' }).press('Enter');
      await page.getByText('MIDAS is asked every quarter.').waitFor();
      await looksWell(page);
    });
  });

  it('can be read in every look', async () => {
    licence = { ...LICENCE, ...SAID, validUntil: '2020-12-31', isOver: true };
    await inAllLooks(world, '/licences', async (page) => {
      await page.getByText(/It ended with/u).waitFor();
    });
  });
});
