import { takePicture } from './testing/chromium.js';
import { answerByKeyboard, answerPostVisitForm, callForHelp, changeFirstAnswer, fillPart } from './testing/forms.js';
import type { Guest } from './testing/guest.js';
import { Scene } from './testing/scene.js';
import { printOf } from './testing/stored.js';
import { THEMES } from './testing/visitor.js';

jest.setTimeout(180_000);

const NAMES = ['Mara', 'Jon', 'Lea', 'Kim', 'Mika', 'Noor', 'Ola', 'Dev'] as const;

const PARTS_OF_INTAKE = 12;

describe('the pages behind the links of messages', () => {
  let scene: Scene;
  let bookings: readonly string[];
  const guests = new Map<string, Guest>();
  const guest = (name: (typeof NAMES)[number]): Guest => {
    const found = guests.get(name);
    if (found === undefined) throw new Error(`nobody is called ${name}`);
    return found;
  };

  beforeAll(async () => {
    scene = await Scene.begin('client pages', '2027-03-01T08:00:00Z');
    for (const one of await scene.guests(NAMES)) guests.set(one.facts.firstName, one);
    await scene.at('2027-03-01T09:00:00Z', async () => {
      bookings = await Promise.all(NAMES.map((name) => guest(name).book('2027-03-03T10:30:00Z')));
      await guest('Ola').book('2027-03-16T14:00:00Z');
    });
    await scene.at('2027-03-01T12:00:00Z');
  });

  afterAll(() => scene.end());

  it('ask for the baseline part by part, on pages that anybody can read', async () => {
    const visitor = await scene.visitor();
    await visitor.open(await guest('Mara').link('s', 'first visit'));
    for (let part = 1; part <= PARTS_OF_INTAKE; part += 1) {
      await visitor.prefer(THEMES[part % THEMES.length] ?? 'dim');
      await visitor.page.reload();
      await visitor.inspect(`intake ${part}`);
      await fillPart(visitor.page);
      await visitor.follow('form[data-survey-id] button');
    }
    expect(await visitor.heading()).toBe('That is saved. Thank you.');
    await visitor.inspect('intake saved');
  });

  it('say what to do about an answer, beside it and on top', async () => {
    const visitor = await scene.visitor();
    await visitor.open(await guest('Jon').link('s', 'first visit'));
    await visitor.follow('text=Save and continue');
    await visitor.page.fill('input[name=a3]', '3');
    await visitor.page.fill('input[name=a4]', '5');
    await visitor.follow('text=Save and continue');
    expect(await visitor.page.title()).toMatch(/^Error: /u);
    expect(await visitor.page.inputValue('input[name=a4]')).toBe('5');
    await visitor.page.click('.problem a');
    expect(await visitor.focused()).toBe('a4');
    await visitor.inspect('an answer to check');
  });

  describe('after the visit', () => {
    beforeAll(async () => {
      await scene.at('2027-03-03T11:30:00Z', async () => {
        await Promise.all(NAMES.map((name, index) => guest(name).act(bookings[index] ?? '', 'complete')));
      });
      await scene.at('2027-03-04T13:00:00Z');
    });

    it.each([
      ['on', 'Mara'],
      ['off', 'Jon'],
    ] as const)('take seven answers in nine taps and three posts, with JavaScript %s', async (script, name) => {
      const visitor = await scene.visitor({ script: script === 'on' });
      let posts = 0;
      visitor.page.on('request', (request) => {
        posts += request.method() === 'POST' && request.isNavigationRequest() ? 1 : 0;
      });
      await visitor.open(await guest(name).link('s', 'since your visit'));
      await takePicture(visitor.page, 'form');
      expect(await answerPostVisitForm(visitor)).toBeLessThanOrEqual(9);
      expect(posts).toBe(3);
      expect(await visitor.heading()).toBe('That is saved. Thank you.');
      expect(visitor.otherHosts).toEqual([]);
      await visitor.page.click('text=Change an answer');
      await visitor.inspect(`finished ${script}`);
      await changeFirstAnswer(visitor);
      expect(await visitor.heading()).toBe('That is saved. Thank you.');
      const elsewhere = await scene.visitor({ script: script === 'on' });
      await elsewhere.open(visitor.page.url());
      expect(await elsewhere.heading()).toBe('These questions are answered. Thank you.');
      expect(await elsewhere.page.isVisible('text=Change an answer')).toBe(false);
    });

    it('need no mouse, and show where the focus is', async () => {
      const visitor = await scene.visitor();
      await visitor.open(await guest('Dev').link('s', 'since your visit'));
      await answerByKeyboard(visitor);
      expect(await visitor.heading()).toBe('That is saved. Thank you.');
    });

    it('save an answer by themselves, and show it nowhere else', async () => {
      const visitor = await scene.visitor();
      const link = await guest('Noor').link('s', 'since your visit');
      await visitor.open(link);
      await visitor.page.check('input[name=ps1][value=headache]');
      await visitor.page.waitForSelector('[role=status]:has-text("Saved at 13:00.")');
      await visitor.inspect('saved by itself');
      const clean = await scene.visitor();
      await clean.open(link);
      expect(await clean.page.textContent('main')).toContain('Part 1 of 3');
      expect(await clean.page.locator('input:checked').count()).toBe(0);
    });

    it('wait until tomorrow after one tap, and leave notes about booked visits alone', async () => {
      const before = await scene.ledgerOf(guest('Ola'));
      const visitor = await scene.visitor();
      await visitor.open(`${await guest('Ola').link('s', 'since your visit')}/now`);
      await visitor.follow('text=Ask me tomorrow');
      expect(await visitor.page.textContent('main')).toContain('We will write on Friday 5 March after 09:00.');
      await visitor.inspect('tomorrow');
      await scene.settle();
      const after = await scene.ledgerOf(guest('Ola'));
      const moved = after.filter((row) => row.reason === 'CLIENT_IN_ATTACK');
      expect(moved.map(({ family, dueAt }) => [family, dueAt])).toEqual([['survey', '2027-03-05T09:00:00.000Z']]);
      const booked = [before, after].map((rows) => rows.filter(({ family }) => family === 'appointment'));
      expect(booked[0]).not.toEqual([]);
      expect(booked[1]).toEqual(booked[0]);
    });

    it('are the same for every reader: four themes, 320 px, and the page for those who cannot answer now', async () => {
      const visitor = await scene.visitor();
      const link = await guest('Noor').link('s', 'since your visit');
      await visitor.inspectInAllThemes(link, 'form');
      await visitor.inspectAt(`${link}/now`, 'not today', 'soft');
      await visitor.inspectAt(`${link}/help/u`, 'doctor today', 'rose');
      await visitor.inspectAt(`${link}/help/r`, 'doctor soon', 'green');
      await visitor.inspectAt(await guest('Mara').link('s', 'since your visit'), 'answered elsewhere', 'soft');
    });

    it('go on at the second part in another browser, without showing what was answered', async () => {
      const first = await scene.visitor({ script: false });
      const link = await guest('Lea').link('s', 'since your visit');
      await first.open(link);
      await first.page.check('input[name=ps1][value=no]');
      await first.page.check('input[name=ps3][value=no]');
      await first.follow('text=Save and continue');
      await first.leave();
      const clean = await scene.visitor();
      await clean.open(link);
      const resumed = await clean.page.textContent('main');
      expect(resumed).toContain('Part 2 of 3');
      expect(resumed).toContain('Welcome back. Your earlier answers are saved.');
      await clean.inspect('resumed');
      await clean.open(`${link}/1`);
      expect(await clean.page.textContent('main')).toContain('This part is answered.');
      expect(await clean.page.locator('input:checked').count()).toBe(0);
      await clean.inspect('first part in another browser');
    });

    it.each([
      ['off', 'Kim'],
      ['on', 'Mika'],
    ] as const)(
      'show whom to call without network, with JavaScript %s, and save it afterwards',
      async (script, name) => {
        const visitor = await scene.visitor({ script: script === 'on' });
        await visitor.open(await guest(name).link('s', 'since your visit'));
        await visitor.page.check('input[name=ps1][value=no]');
        await visitor.page.check('input[name=ps3][value=no]');
        await visitor.follow('text=Save and continue');
        await visitor.follow('text=Save and continue');
        await callForHelp(visitor, script);
        // The panel never waits for a slow store: then it says so, and offers to save again.
        while (await visitor.page.isVisible('text=Not saved yet.')) await visitor.follow('text=Save this');
        expect(await visitor.page.textContent('main')).toContain('Saved.');
        expect(await visitor.page.isVisible('a[href="tel:999"]')).toBe(true);
        await visitor.inspect(`gate saved ${script}`);
      },
    );

    it('tell about the visit, offer a calendar file, and cancel it when asked', async () => {
      const visitor = await scene.visitor();
      const link = await guest('Ola').link('b', 'Tue 16 Mar 14:00');
      await visitor.inspectInAllThemes(link, 'visit');
      await takePicture(visitor.page, 'visit');
      await visitor.inspectInAllThemes(`${link}/cancel`, 'cancel');
      await visitor.follow('text=Keep it');
      expect(await visitor.heading()).toBe('Your visit: Tuesday 16 March, 14:00 to 15:00');
      await visitor.follow('text=Cancel this visit');
      await visitor.follow('button:has-text("Cancel the visit")');
      expect(await visitor.page.textContent('[role=status]')).toContain('Your visit is cancelled');
      await visitor.inspect('visit cancelled');
      await scene.settle();
      expect((await guest('Ola').mails()).map((mail) => mail.subject)).toContain('Your visit is cancelled');
    });

    it('say why a note came, and change what comes with an undo', async () => {
      const visitor = await scene.visitor();
      await visitor.inspectInAllThemes(await guest('Noor').link('w'), 'why');
      const choices = await guest('Noor').link('u');
      await visitor.inspectInAllThemes(choices, 'choices');
      await visitor.follow('text=Stop all texts');
      expect(await visitor.page.textContent('[role=status]')).toContain('No more texts from Elm Rooms.');
      await visitor.inspect('choices without texts');
      await visitor.follow('text=Undo');
      expect(await visitor.page.isVisible('text=Stop all texts')).toBe(true);
      await visitor.inspect('choices again');
    });

    it('offer a new link when the old one has closed, and it works', async () => {
      await scene.at('2027-03-08T10:00:00Z');
      const visitor = await scene.visitor();
      const old = await guest('Noor').link('s', 'since your visit');
      await visitor.inspectInAllThemes(old, 'closed');
      await visitor.follow('text=Send me a new link');
      expect(await visitor.heading()).toBe('A new link is on its way to the same place.');
      await visitor.inspect('link sent');
      await scene.settle();
      const fresh = await guest('Noor').link('s');
      expect(fresh).not.toBe(old);
      expect(await visitor.open(fresh)).toBe(200);
      expect(await visitor.page.isVisible('input[name=ps1]')).toBe(true);
      await visitor.inspect('form by the new link');
    });

    it.each([
      ['s', 'soft'],
      ['b', 'green'],
      ['u', 'rose'],
      ['w', 'dim'],
    ] as const)('do not know an invented /%s link, and say what to do', async (kind, theme) => {
      const visitor = await scene.visitor();
      const invented = `${scene.origin}/${kind}/${'0'.repeat(22)}`;
      expect(await visitor.open(invented)).toBe(404);
      expect(await visitor.heading()).toMatch(/^We do not know this link/u);
      await visitor.inspectAt(invented, `unknown ${kind}`, theme);
    });

    it('ask nobody else for anything, and change nothing by being read', async () => {
      expect(scene.visitors.flatMap((visitor) => visitor.otherHosts)).toEqual([]);
      const before = await printOf(scene.stack.databasePrefix);
      for (const url of [...scene.opened, ...scene.opened])
        for (const method of ['GET', 'HEAD']) await fetch(url, { method });
      expect(await printOf(scene.stack.databasePrefix)).toEqual(before);
    });
  });
});
