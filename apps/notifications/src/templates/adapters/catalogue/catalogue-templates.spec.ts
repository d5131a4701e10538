import { addDays, formatLocal } from '@aftercare/kernel';
import type { MessageContent, MessageFrame, RenderedEmail, RenderedSms } from '../../application/ports.js';
import { aMessage, everyContent, someDay, someVisit } from '../../testing/a-message.js';
import { CatalogueTemplates } from './catalogue-templates.js';

const templates = new CatalogueTemplates();

const smsOf = (content: MessageContent, frame: Partial<MessageFrame> = {}): RenderedSms => {
  const result = templates.render(aMessage(content, { ...frame, channel: 'sms' }));
  if ('refused' in result || result.sms === undefined) throw new Error(JSON.stringify(result));
  return result.sms;
};

const emailOf = (content: MessageContent, frame: Partial<MessageFrame> = {}): RenderedEmail => {
  const result = templates.render(aMessage(content, { ...frame, channel: 'email' }));
  if ('refused' in result || result.email === undefined) throw new Error(JSON.stringify(result));
  return result.email;
};

const longest = (style: 'day' | 'day-time'): string =>
  Array.from({ length: 365 }, (_, day) =>
    formatLocal({ date: addDays('2027-01-01', day), time: '10:30' }, style),
  ).reduce((a, b) => (b.length > a.length ? b : a));

const kept = (result: ReturnType<CatalogueTemplates['render']>) => ('refused' in result ? result.problems : 'rendered');

describe('the texts of the catalogue', () => {
  it('say what ux.md says', () => {
    expect(smsOf({ kind: '24h', visit: someVisit() }).body).toBe(
      'Elm Rooms: reminder of your appointment on Tue 11 May 10:30. Change or cancel: https://elm.example/b/0123456789abcdefABCDEF',
    );
    expect(smsOf({ kind: 'invitation', instrument: 'post-session@1', closes: someDay() }).body).toContain(
      'how have you been since your visit? 7 quick questions, under a minute: https://elm.example/b/0123456789abcdefABCDEF Reply STOP to opt out',
    );
    expect(smsOf({ kind: 'stop-confirmation' }).body).toBe(
      'Elm Rooms: done, no more texts from us. To choose what you get, or to undo this: https://elm.example/u/0123456789abcdefABCDEF',
    );
    expect(smsOf({ kind: 'stop-confirmation', visitStays: true }).body).toBe(
      'Elm Rooms: no more texts from us. Your visit is not cancelled. To cancel it, or to get texts again: https://elm.example/u/0123456789abcdefABCDEF',
    );
  });

  it('are one GSM-7 part each with the longest alias, phone, link and date', () => {
    const visit = { ...someVisit(), dayTime: longest('day-time'), day: longest('day') };
    const closes = { ...someDay(), day: longest('day') };
    const frame = {
      alias: 'A'.repeat(15),
      phone: '+447700900123456',
      emergencyNumber: '000',
      link: `https://a.example.org/b/${'x'.repeat(24)}`,
      choicesLink: `https://a.example.org/u/${'x'.repeat(24)}`,
    };
    expect([frame.phone.length, frame.link.length]).toEqual([16, 48]);
    const measured = everyContent(visit, closes).map((content) => {
      const { body, encoding, parts } = smsOf(content, frame);
      return { kind: content.kind, encoding, parts, fits: body.length <= 160 };
    });
    expect(measured.filter(({ encoding, parts, fits }) => encoding !== 'GSM-7' || parts !== 1 || !fits)).toEqual([]);
  });

  it('keep the link apart, so that phones recognise it', () => {
    for (const content of everyContent()) {
      const { body } = smsOf(content);
      expect(body).toMatch(/ https:\/\/elm\.example\/[bu]\/[0-9A-Za-z]{22}(?: |$)/);
      expect(body.match(/https?:/g)).toHaveLength(1);
    }
  });

  it("name the clinic's zone only where the client's clock shows something else", () => {
    expect(smsOf({ kind: '24h', visit: someVisit('2027-05-11T09:30:00Z', 'America/New_York') }).body).toContain(
      'Tue 11 May 10:30 (London time).',
    );
    expect(smsOf({ kind: '24h', visit: someVisit('2027-05-11T09:30:00Z', 'Europe/Jersey') }).body).toContain(
      'Tue 11 May 10:30.',
    );
  });

  it('are not made longer by a curly quote or an accent of an alias', () => {
    expect(smsOf({ kind: 'nudge' }, { alias: 'Mara\u2019s Rooms' })).toMatchObject({ encoding: 'GSM-7', parts: 1 });
    expect(smsOf({ kind: 'nudge' }, { alias: 'Łąka Öl' })).toMatchObject({ encoding: 'GSM-7', parts: 1 });
    expect(smsOf({ kind: 'nudge' }, { alias: 'Łąka Öl' }).body).toContain('Laka Öl: ');
    expect(smsOf({ kind: 'nudge' }, { alias: '楡の部屋' })).toMatchObject({ encoding: 'UCS-2', parts: 3 });
  });

  it('carry the version of what was said', () => {
    expect(templates.render(aMessage({ kind: 'nudge' }))).toMatchObject({ templateVersion: 'F1@1/en' });
  });
});

describe('the lint of rendered texts', () => {
  it.each([
    'Migraine Rest',
    'OakMigraine',
    'Pain Away',
    'The Clinic',
    'MASSAGE 4 U',
    'Mi\u200bgraine',
    'thérapie',
    'Masaż i ruch',
    'Dolor Cero',
  ])('refuses the alias "%s"', (alias) => {
    expect(kept(templates.render(aMessage({ kind: 'nudge' }, { alias })))).toEqual(['ALIAS_REFUSED']);
  });

  it.each(['Elm Rooms', 'Spain House', 'Paint Box', 'Payne & Co', 'Dolores Park'])(
    'lets the alias "%s" pass',
    (alias) => {
      expect(kept(templates.render(aMessage({ kind: 'nudge' }, { alias })))).toBe('rendered');
    },
  );

  it('finds a listed word in a value and in the address of a link, but not in the random part', () => {
    const visit = { ...someVisit(), dayTime: 'Tue 11 May massage 10:30' };
    expect(kept(templates.render(aMessage({ kind: '24h', visit })))).toEqual(['DENIED_WORD']);
    expect(
      kept(
        templates.render(aMessage({ kind: 'nudge' }, { link: 'https://my-clinic.example/b/0123456789abcdefABCDEF' })),
      ),
    ).toEqual(['DENIED_WORD']);
    expect(
      kept(templates.render(aMessage({ kind: 'nudge' }, { link: 'https://elm.example/b/therapist0massage01234' }))),
    ).toBe('rendered');
  });

  it('refuses what has no value, no words for the channel, or too many parts', () => {
    expect(kept(templates.render(aMessage({ kind: 'nudge' }, { link: 'javascript:alert(1)' })))).toEqual([
      'MISSING_VALUE',
    ]);
    expect(kept(templates.render(aMessage({ kind: 'nudge' }, { alias: '\r\n', phone: '' })))).toEqual([
      'MISSING_VALUE',
    ]);
    expect(kept(templates.render(aMessage({ kind: 'help' }, { channel: 'email' })))).toEqual(['NO_TEXT']);
    const long = { ...someVisit(), dayTime: 'x'.repeat(300) };
    expect(kept(templates.render(aMessage({ kind: '24h', visit: long })))).toEqual(['TOO_LONG']);
  });
});

describe('emails', () => {
  it('begin with the words of the text, without STOP, and end with why and choices', () => {
    const email = emailOf({ kind: 'invitation', instrument: 'follow-up@1', closes: someDay() });
    expect(email.subject).toBe('Your check-in is ready');
    expect(email.text).toBe(
      'Elm Rooms: your 2-minute check-in is ready: https://elm.example/b/0123456789abcdefABCDEF It closes Sat 15 May.\n\n' +
        'Why did I get this? https://elm.example/w/0123456789abcdefABCDEF\nChoose what you get: https://elm.example/u/0123456789abcdefABCDEF?from=email\n',
    );
  });

  it('have subjects that name no content', () => {
    const subjects = everyContent()
      .map((content) => templates.render(aMessage(content, { channel: 'email' })))
      .flatMap((result) => ('refused' in result || result.email === undefined ? [] : [result.email.subject]));
    expect([...new Set(subjects)]).toEqual([
      'Your visit on Tuesday 11 May',
      'Tuesday 11 May, 10:30',
      'Your visit is cancelled',
      'Your visit has a new time',
      'How have you been?',
      'Still open until Saturday',
      'Your new link',
      'Your check-in is ready',
      'Before your first visit',
      'Your next visit',
      'Your personal link',
    ]);
  });

  it('have a plain page without colours and pictures whose first words are the subject', () => {
    const { html = '' } = emailOf({ kind: 'confirmation', visit: someVisit() });
    expect(html).toContain('content="light dark"');
    expect(html).toContain('<div style="display:none">Your visit on Tuesday 11 May</div>');
    expect(html).not.toMatch(/<img|#[0-9a-f]{3,6}\b|background|http-equiv|<script/i);
    expect(html.match(/<a href="https:\/\/elm\.example\/b\//g)).toHaveLength(1);
  });

  it('escape markup that came in with an alias', () => {
    const { html = '' } = emailOf({ kind: 'nudge' }, { alias: '<b>"\'&</b>' });
    expect(html).not.toContain('<b>');
    expect(html).toContain('&lt;b&gt;');
  });
});
