import { inAllLooks, looksWell, withConsole } from './testing/console-pages.js';
import type { ConsoleWorld } from './testing/console-world.js';
import { Refusal } from './testing/console-world.js';

let world: ConsoleWorld;
withConsole((started) => {
  world = started;
});

const A2 = '/v1/templates/A2/en';
const shipped = { version: 1, sms: '{alias}: reminder on {visit}: {link}', subject: '{visitLongDay}' };
const sample = (parts: number) => ({
  length: 'usual',
  sms: { body: 'Elm Rooms: reminder on Tue 11 May', encoding: parts === 1 ? 'GSM-7' : 'UCS-2', units: 80, parts },
  email: { subject: 'Tuesday 11 May', text: 'Elm Rooms: reminder on Tue 11 May' },
});

interface Body {
  readonly body: Buffer;
}
const sentText = ({ body }: Body): string => (JSON.parse(body.toString()) as { sms: string }).sms;

/** A stand-in for the lint: one listed word, one costly character. */
const checked = (sms: string) => ({
  findings: sms.includes('massage') ? [{ rule: 'L1', field: 'sms', message: 'says "massag"' }] : [],
  samples: [sample(sms.includes('\u2019') ? 2 : 1)],
  costly: sms.includes('\u2019') ? [{ character: '\u2019', instead: "'" }] : [],
});

describe('the texts', () => {
  let versions: readonly object[];
  let live: string;
  let state: string;
  let refuses: boolean;
  beforeEach(() => {
    versions = [];
    live = 'A2@1/en';
    state = 'draft';
    refuses = false;
    const detail = () => ({
      ...{ live, shipped, versions, checked: checked(shipped.sms) },
      variables: ['alias', 'visit', 'link'],
    });
    const languages = () => ({
      items: [
        { language: 'en', state: 'checked', edition: 1, isUsed: true },
        { language: 'de', state, edition: 3, isUsed: state === 'signed-off', by: 'gone', atLocal: '2027-03-01T09:00' },
      ],
    });
    world.answer('notifications', {
      '/v1/templates': { items: [{ text: 'A2', language: 'en', live, olderThanSource: false }] },
      [A2]: detail,
      [`POST ${A2}/previews`]: (request: Body) => checked(sentText(request)),
      [`POST ${A2}/versions`]: (request: Body) => {
        if (refuses) return new Refusal(409, { code: 'TEXT_CHANGED' });
        versions = [{ version: 1, sms: sentText(request), by: 'gone', at: 'x', atLocal: '2027-03-01T09:00' }];
        return {};
      },
      [`PUT ${A2}/live`]: () => {
        live = 'A2@own-1/en';
        return detail();
      },
      [`POST ${A2}/tests`]: { id: 't', channel: 'sms', state: 'sent' },
      '/v1/languages': languages,
      'PUT /v1/languages/de/sign-off': () => {
        state = 'signed-off';
        return languages();
      },
    });
  });

  it('are checked while somebody types, kept, tried and made live by keyboard', async () => {
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/templates' });
      await page.getByRole('link', { name: 'Visit: reminder', exact: true }).press('Enter');
      const text = page.getByLabel('Text message, without the words about STOP');
      await page.getByText('GSM-7, 80 of 160 units, 1 part').waitFor();
      await looksWell(page);
      await text.fill('massage \u2019 {link}');
      await page.getByText('Stops (L1, text): says "massag"').waitFor();
      await page.getByText('UCS-2, 80 of 134 units, 2 parts').waitFor();
      await page.getByText(/"\u2019" could be "'"/u).waitFor();
      expect(await page.getByRole('button', { name: 'Keep as version 1' }).isDisabled()).toBe(true);
      await looksWell(page);
      await text.fill('{alias}: see you {visit} ');
      await page.getByText('Nothing stops this text.').waitFor();
      await page.keyboard.press('End');
      await page.getByRole('button', { name: '{link}' }).press('Enter');
      await page.getByRole('button', { name: 'Keep as version 1' }).press('Enter');
      await page.getByText('Kept as version 1. Nobody gets it before you make it live.').waitFor();
      const kept = { sms: '{alias}: see you {visit} {link}', subject: shipped.subject, basedOn: 0 };
      expect(world.asked('notifications', 'POST', `${A2}/versions`)).toEqual([kept]);
      await page.getByLabel('Which').selectOption('your version 1');
      await page.getByRole('button', { name: 'Send a test' }).press('Enter');
      await page.getByText('The test was sent to your own address.').waitFor();
      expect(world.asked('notifications', 'POST', `${A2}/tests`)).toEqual([{ channel: 'sms', version: 1 }]);
      await page.getByRole('button', { name: 'Make live Your version 1' }).press('Enter');
      await page.getByText('What is said now: your version 1').waitFor();
      expect(world.asked('notifications', 'PUT', `${A2}/live`)).toEqual([{ version: 1 }]);
      await looksWell(page);
    });
  });

  it('are not written over where somebody else kept one meanwhile, and the words stay', async () => {
    refuses = true;
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/templates/A2/en' });
      const text = page.getByLabel('Text message, without the words about STOP');
      await text.fill('{alias}: soon {link}');
      await page.getByText('Nothing stops this text.').waitFor();
      await page.getByRole('button', { name: 'Keep as version 1' }).click();
      await page.getByText('Somebody changed this meanwhile.').waitFor();
      expect(await text.inputValue()).toBe('{alias}: soon {link}');
    });
  });

  it('of a language are signed off by somebody who answers for them', async () => {
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/templates' });
      await page.getByText('draft: nobody is written to in it, edition 3').waitFor();
      await page.getByRole('button', { name: 'Sign off German' }).press('Enter');
      await page.getByText('signed off by you, edition 3').waitFor();
      expect(world.asked('notifications', 'PUT', '/v1/languages/de/sign-off')).toEqual([{ edition: 3 }]);
      await looksWell(page);
    });
  });

  it.each([
    ['/templates', 'checked by us, edition 1'],
    ['/templates/A2/en', 'GSM-7, 80 of 160'],
  ])('read as well in the dark and on a phone: %s', (path, words) =>
    inAllLooks(world, path, (page) => page.getByText(words).waitFor()),
  );
});
