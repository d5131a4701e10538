import { choicesApp, DENIED } from '../../testing/choices-app.js';
import type { ChoicesApp } from '../../testing/choices-app.js';
import { CHOICES_TOKEN, WHY_TOKEN } from '../../testing/choices-world.js';

let { app, consents, rows, get } = {} as ChoicesApp;
beforeEach(async () => {
  ({ app, consents, rows, get } = await choicesApp());
});
afterEach(() => app.close());

const W = `/w/${WHY_TOKEN}`;

describe('the why page', () => {
  it('tells the cause and the choice, when and from where, what comes next, and who to ask, in that order', async () => {
    rows.others = [
      { ...rows.row, reminderId: 'r2', state: 'planned', dueAt: new Date('2027-05-12T18:30:00Z') },
      { ...rows.row, reminderId: 'r3', state: 'planned', dueAt: new Date('2027-05-12T09:00:00Z'), bookingId: 'b2' },
    ];
    const { text } = await get(W).expect(200);
    const order = [
      'We sent this because you have a visit on Thursday 13 May and agreed to notes about booked visits by text.',
      'It left on Wednesday 12 May, 08:30 by text from <bdi>+442079460000</bdi>.',
      'You allowed this on Monday 3 May.',
      'Next we send a reminder of this visit on Wednesday 12 May.',
      'Stop these',
      'Change what I get',
      'Questions? Call +442079461111.',
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).toContain(`https://elm.example/u/${CHOICES_TOKEN}"`);
    expect(text).not.toMatch(DENIED);
    expect(text).not.toMatch(/VISIT_NEAR|appointment@1|Mara/);
  });

  it.each([
    [{ cause: 'VISIT_BOOKED', startsAt: new Date('2027-05-11T09:30:00Z') }, 'you had a visit on Tuesday 11 May'],
    [{ cause: 'USUAL_INTERVAL', family: 'follow-up' as const }, 'your usual interval since your last visit is over.'],
    [
      { cause: 'FORM_OPEN', family: 'survey' as const },
      'your questions are still open and agreed to questions by text.',
    ],
    [{ cause: 'OTHER_CHANNEL' }, 'the text did not arrive'],
    [{ cause: 'CLIENT_ASKED', family: 'link' as const }, 'you asked for it.'],
    [{ cause: 'BOOKING_MOVED' }, 'your visit changed'],
    [{ cause: 'SOMETHING_NEW' }, 'it is about your visits'],
    [{ takesAlong: 'r2' }, 'you have a visit on Thursday 13 May, and your questions are still open'],
  ])('has a sentence for %j', async (changes, sentence) => {
    rows.row = { ...rows.row, ...changes };
    const { text } = await get(W).expect(200);
    expect(text).toContain(`We sent this because ${sentence}`);
    expect(text).not.toMatch(DENIED);
  });

  it('names the day of the visit that questions are about, and what comes of them', async () => {
    const { startsAt: _visit, ...row } = rows.row;
    rows.row = { ...row, cause: 'VISIT_DONE', family: 'survey', surveyId: 's1', bookingId: 'b1' };
    const { text } = await get(W).expect(200);
    expect(text).toContain('you had a visit on Tuesday 11 May and agreed to questions by text.');
    expect(text).toContain('Nothing more comes about these questions.');
    rows.others = [{ ...rows.row, reminderId: 'r2', state: 'planned', dueAt: new Date('2027-05-14T09:00:00Z') }];
    expect((await get(W)).text).toContain('If they are still open, we write once more on Friday 14 May.');
  });

  it('does not invent the day of a visit', async () => {
    const { startsAt: _visit, ...row } = rows.row;
    rows.row = { ...row, cause: 'VISIT_DONE', family: 'survey' };
    expect((await get(W).expect(200)).text).toContain('We sent this because you had a visit and agreed');
  });

  it('claims no choice where only an address was given', async () => {
    consents.byDefault = true;
    const { text } = await get(W).expect(200);
    expect(text).toContain('because you have a visit on Thursday 13 May.');
    expect(text).toContain('Notes about booked visits come to the address given for the visit, until you stop them.');
    expect(text).not.toContain('1970');
  });

  it('knows the choice that stood when the note left, and that it was taken back since', async () => {
    consents.stoppedAt = new Date('2027-05-12T07:45:00Z');
    const { text } = await get(W).expect(200);
    expect(text).toContain('You allowed this on Monday 3 May. You have stopped these since then.');
    expect(text).not.toContain('>Stop these<');
    expect(text).toContain('Change what I get');
  });

  it('leads from an email to the choices about emails', async () => {
    rows.row = { ...rows.row, channel: 'email' };
    expect((await get(W)).text).toContain(`https://elm.example/u/${CHOICES_TOKEN}?from=email`);
  });
});
