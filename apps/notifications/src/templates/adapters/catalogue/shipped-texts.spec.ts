import { addDays } from '@aftercare/kernel';
import type { MessageContent } from '../../application/ports.js';
import { CATALOGUES } from '../../domain/catalogues.js';
import { chooseText } from '../../domain/choose-text.js';
import { longDay, shortDay, timeText, weekdayName } from '../../domain/dates.js';
import { deniedStemsOf } from '../../domain/deny-list.js';
import { LANGUAGES } from '../../domain/language.js';
import type { Language } from '../../domain/language.js';
import { deniedStemsIn } from '../../domain/lint.js';
import { hasEmail, linksOf, TEXT_IDS, VARIABLES } from '../../domain/text.js';
import type { TextId } from '../../domain/text.js';
import { aMessage, everyContent } from '../../testing/a-message.js';
import { CatalogueTemplates } from './catalogue-templates.js';
import { icuMessage } from './icu-message.js';

const templates = new CatalogueTemplates();

const every = LANGUAGES.flatMap((language) => TEXT_IDS.map((text) => [language, text] as const));
const variablesOf = (language: Language, text: TextId, part: 'sms' | 'subject'): readonly string[] | undefined => {
  const message = icuMessage(CATALOGUES[language].texts[text][part] ?? '', language);
  return message && [...message.parts.variables, ...message.parts.counted].toSorted();
};

describe('the shipped texts', () => {
  it.each(every)(
    'in %s: %s is an ICU message with nothing but words, known variables and whole plurals',
    (language, text) => {
      const { sms, subject } = CATALOGUES[language].texts[text];
      for (const part of [sms, ...(subject === undefined ? [] : [subject])]) {
        const parts = icuMessage(part, language)?.parts;
        expect(parts).toMatchObject({ missingForms: [], hasOther: false });
        const named = [...(parts?.variables ?? []), ...(parts?.counted ?? [])];
        expect(named.filter((name) => !VARIABLES[text].some((known) => known === name))).toEqual([]);
      }
    },
  );

  it.each(every)('in %s: %s names what the English one names', (language, text) => {
    expect(variablesOf(language, text, 'sms')).toEqual(variablesOf('en', text, 'sms'));
    expect(variablesOf(language, text, 'subject')).toEqual(variablesOf('en', text, 'subject'));
    expect(CATALOGUES[language].texts[text].subject !== undefined).toBe(hasEmail(text));
  });

  it.each(every)('in %s: %s has the alias first, and each of its links once and standing alone', (language, text) => {
    const { sms } = CATALOGUES[language].texts[text];
    expect(sms.startsWith('{alias}')).toBe(true);
    for (const link of linksOf(text)) {
      expect(sms.split(`{${link}}`)).toHaveLength(2);
      expect(`${sms} `).toContain(` {${link}} `);
    }
  });

  it('leave no kind of message without a text, and no text without a kind', () => {
    const used = (['sms', 'email'] as const).flatMap((channel) =>
      everyContent().map((content) =>
        chooseText(content.kind, {
          channel,
          instrument: 'instrument' in content ? content.instrument : '',
          visitStays: 'visitStays' in content,
        }),
      ),
    );
    const withForm = chooseText('24h', { channel: 'sms', instrument: '', visitStays: false, withForm: true });
    expect([...new Set([...used, withForm])].toSorted()).toEqual(TEXT_IDS.toSorted());
  });
});

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
const bodyOf = (content: MessageContent, locale: string) => {
  const result = templates.render(aMessage(content, { ...LONGEST, locale }));
  if ('refused' in result || result.sms === undefined) throw new Error(`${locale} ${content.kind}: no text`);
  return { kind: content.kind, ...result.sms, units: result.sms.body.length };
};

describe('the length of the shipped texts', () => {
  it.each(['en-GB', 'en-US', 'de-DE', 'fr-FR', 'es-ES', 'es-MX', 'pl-PL'])(
    'in %s is one GSM-7 part with the longest alias, phone, link and date',
    (locale) => {
      const { visit, closes } = longestWords(locale);
      const measured = everyContent(visit, closes).map((content) => bodyOf(content, locale));
      expect(measured.filter(({ encoding, parts }) => encoding !== 'GSM-7' || parts !== 1)).toEqual([]);
    },
  );

  it.each(['ar', 'ar-EG'])('in %s is at most two parts of 67 units', (locale) => {
    const { visit, closes } = longestWords(locale);
    const measured = everyContent(visit, closes).map((content) => bodyOf(content, locale));
    expect(measured.filter(({ units, parts }) => parts > 2 || units > 134)).toEqual([]);
    expect(measured.every(({ encoding }) => encoding === 'UCS-2')).toBe(true);
  });

  it('is not paid for with accents that short texts lack, while an email keeps them', () => {
    const { visit } = longestWords('pl-PL');
    expect(bodyOf({ kind: 'cancel', visit }, 'pl-PL').body).toContain('jest odwolana. Szczegoly: ');
    const email = templates.render(aMessage({ kind: 'cancel', visit }, { locale: 'pl-PL', channel: 'email' }));
    expect('refused' in email ? '' : email.email?.text).toContain('jest odwołana. Szczegóły: ');
  });
});

describe('the plural forms', () => {
  it.each([
    ['pl', 1, '1 minutę'],
    ['pl', 2, '2 minuty'],
    ['pl', 5, '5 minut'],
    ['pl', 22, '22 minuty'],
    ['ar', 0, 'أقل من دقيقة'],
    ['ar', 1, 'دقيقة'],
    ['ar', 2, 'دقيقتين'],
    ['ar', 5, '5 دقائق'],
    ['ar', 15, '15 دقيقة'],
    ['de', 1, '1 Minute'],
    ['en', 1, '1 minute'],
    ['fr', 0, '0 minute'],
    ['es', 2, '2 minutos'],
  ] as const)('of %s count %d as %s', (language, minutes, said) => {
    const link = 'https://elm.example/go/0123456789abcdefABCDEF';
    expect(icuMessage(CATALOGUES[language].texts.L1.sms, language)?.fill({ alias: 'Elm', link, minutes })).toContain(
      ` ${said}`,
    );
  });
});

describe('the deny list', () => {
  it.each(LANGUAGES)('lets every shipped text of %s pass, words around it included', (language) => {
    const { stop, why, choices, notYours, texts } = CATALOGUES[language];
    const said = [
      stop,
      why,
      choices,
      notYours,
      ...Object.values(texts).flatMap(({ sms, subject = '' }) => [sms, subject]),
    ];
    expect(said.filter((text) => deniedStemsIn(text).length > 0)).toEqual([]);
    expect(deniedStemsOf(language).length).toBeGreaterThan(10);
  });

  // Migraine, headache, pain, massage, therapy, symptom, treatment, medicine, clinic, patient, tension, diary.
  it.each([
    [
      'en',
      'Migraine · headache · head pain · pain · massage · therapist · symptoms · treatment · medication · clinic · patients · tension · diary',
    ],
    [
      'de',
      'Migräne · Kopfschmerzen · Schmerz · Massage · Therapie · Symptome · Behandlung · Medikamente · Klinik · Patientin · Verspannung · Tagebuch',
    ],
    [
      'fr',
      'migraine · céphalée · mal de tête · douleurs · massages · thérapeute · symptôme · traitement · médicament · clinique · patiente · tension · journal intime',
    ],
    [
      'es',
      'migraña · cefalea · dolor · masajes · terapia · síntomas · tratamiento · medicina · clínica · pacientes · tensión',
    ],
    [
      'pl',
      'migrena · ból głowy · bólu · masaż · terapia · objawy · leczenie · leki · klinika · pacjent · napięcie · dzienniczek',
    ],
    [
      'ar',
      'صداع · الصداع · الشقيقة · ألم · آلام · التدليك · وعلاج · أعراض · دواء · العيادة · المريض · التوتر · يوميات',
    ],
  ])('catches the words of %s', (_language, words) => {
    expect(words.split(' · ').filter((word) => deniedStemsIn(`Elm: ${word} 10:30`).length === 0)).toEqual([]);
  });

  it.each([
    'Bolivia',
    'painter',
    'Spain',
    'dolores park',
    'journal des visites',
    'Lekki',
    'Kinetic',
    'السلام',
    'impatient cat',
  ])('lets a harmless word pass: %s', (word) => expect(deniedStemsIn(`Elm: ${word} 10:30`)).toEqual([]));
});

describe('a text that runs from right to left', () => {
  const arabic = (content: MessageContent, channel: 'sms' | 'email') => {
    const result = templates.render(aMessage(content, { locale: 'ar', channel }));
    if ('refused' in result) throw new Error(result.problems.join());
    return result;
  };

  it('sets names and numbers apart, so that neither they nor the text are reordered', () => {
    const { sms } = arabic({ kind: 'help' }, 'sms');
    expect(sms?.body.startsWith('\u2068Elm Rooms\u2069 ')).toBe(true);
    expect(sms?.body).toContain('\u2066+442079460000\u2069');
    expect(sms?.body).toMatch(/ https:\/\/\S{22,} /);
    const marks = sms?.body.replace(/[^\u2066-\u2069]/gu, '');
    expect(marks).toBe('\u2068\u2069\u2066\u2069');
  });

  it('says so in the page of an email, with its link from left to right', () => {
    const { email } = arabic({ kind: 'nudge' }, 'email');
    expect(email?.html).toContain('<html lang="ar" dir="rtl">');
    expect(email?.html).toContain('<body dir="rtl"');
    expect(email?.html).toContain('<bdi dir="ltr">https://elm.example/b/');
    expect(email?.text).toContain('لماذا وصلتني هذه الرسالة؟ https://elm.example/w/');
    const english = templates.render(aMessage({ kind: 'nudge' }, { channel: 'email' }));
    expect('refused' in english ? '' : english.email?.html).toContain('<html lang="en" dir="ltr">');
  });

  it('sets a right-to-left alias apart in a text that runs the other way', () => {
    const result = templates.render(aMessage({ kind: 'nudge' }, { alias: 'غرف الدردار' }));
    expect('refused' in result ? '' : result.sms?.body).toMatch(/^\u2068غرف الدردار\u2069: /u);
  });
});

describe('words in another language than the client asked for', () => {
  it('say so in one line of the email, and cost no text a part', () => {
    const frame = { locale: 'de', isFallback: true } as const;
    const email = templates.render(aMessage({ kind: 'nudge' }, { ...frame, channel: 'email' }));
    const sms = templates.render(aMessage({ kind: 'nudge' }, frame));
    expect('refused' in email ? '' : email.email?.text).toContain(
      '\nDiese Nachricht gibt es noch nicht in Ihrer Sprache.\n',
    );
    expect('refused' in email ? '' : email.email?.html).toContain('Diese Nachricht gibt es noch nicht');
    expect('refused' in sms ? '' : sms.sms?.body).not.toContain('Sprache');
  });
});
