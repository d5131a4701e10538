import { addDays } from '@aftercare/kernel';
import type { MessageContent } from '../../application/ports.js';
import { longDay, shortDay, timeText, weekdayName } from '../../domain/dates.js';
import { aMessage } from '../../testing/a-message.js';
import { CatalogueTemplates } from './catalogue-templates.js';

const templates = new CatalogueTemplates();

const YEAR = Array.from({ length: 365 }, (_, day) => addDays('2027-01-01', day));
const longest = (texts: readonly string[]): string => texts.reduce((a, b) => (b.length > a.length ? b : a));
const longestWords = (locale: string) => {
  const day = longest(YEAR.map((date) => shortDay(date, locale)));
  const time = longest([timeText('10:30', locale), timeText('12:30', locale)]);
  const long = longest(YEAR.map((date) => longDay(date, locale)));
  return {
    visit: { dayTime: `${day} ${time}`, day, longDay: long, time },
    closes: { day, weekday: longest(YEAR.map((date) => weekdayName(date, locale))), longDay: long },
  };
};
/** The most that an alias, a phone and a link may take (ux.md 5.4). */
const LONGEST = {
  alias: 'A'.repeat(15),
  phone: '+447700900123456',
  emergencyNumber: '116117',
  link: `https://a.example.org/b/${'x'.repeat(24)}`,
  choicesLink: `https://a.example.org/u/${'x'.repeat(24)}`,
};
describe('a reminder that takes a form along', () => {
  it('has both links in an email, each to be clicked', () => {
    const formLink = 'https://elm.example/s/0123456789abcdefABCDEF';
    const content: MessageContent = { kind: '72h', visit: longestWords('en-GB').visit };
    const result = templates.render(aMessage(content, { channel: 'email', formLink }));
    if ('refused' in result) throw new Error(result.problems.join());
    expect(result.email?.html).toContain(`<a href="${formLink}">`);
    expect(result.email?.html).toContain('<a href="https://elm.example/b/0123456789abcdefABCDEF">');
    expect(result.email?.text).toContain(`Form: ${formLink}`);
    expect(result.templateVersion).toBe('A2s@1/en');
  });

  it.each(['en-GB', 'en-US', 'de-DE', 'fr-FR', 'es-ES', 'pl-PL', 'ar', 'ar-EG'])(
    'in %s takes a form along for no more parts than the two would take apart',
    (locale) => {
      const { visit, closes } = longestWords(locale);
      const parts = (content: MessageContent, frame: { readonly formLink?: string } = {}): number => {
        const result = templates.render(aMessage(content, { ...LONGEST, locale, ...frame }));
        if ('refused' in result || result.sms === undefined) throw new Error(`${locale} ${content.kind}: no text`);
        return result.sms.parts;
      };
      const together = parts({ kind: '24h', visit }, { formLink: `https://a.example.org/s/${'x'.repeat(24)}` });
      const form = { kind: 'invitation', instrument: 'follow-up@1', closes } as const;
      expect(together).toBeLessThanOrEqual(parts({ kind: '24h', visit }) + parts(form));
    },
  );

  it('takes a form along in one part where name and address are short', () => {
    const { visit } = longestWords('en-GB');
    const frame = {
      alias: 'Elm',
      link: `https://elm.uk/b/${'x'.repeat(22)}`,
      formLink: `https://elm.uk/s/${'x'.repeat(22)}`,
    };
    const result = templates.render(aMessage({ kind: '24h', visit }, frame));
    expect('refused' in result ? undefined : result.sms).toMatchObject({ parts: 1, encoding: 'GSM-7' });
    expect('refused' in result ? '' : result.sms?.body).toMatch(
      /Form: https:\/\/elm\.uk\/s\/x{22} Reply STOP to opt out$/,
    );
  });
});
