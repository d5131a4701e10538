import { CATALOGUES } from '../domain/catalogues.js';
import { LANGUAGES } from '../domain/language.js';
import type { Language, SignedOff } from '../domain/language.js';
import type { MessageContent, MessageFrame, MessageInput } from '../application/ports.js';
import { dayWords, visitWords } from '../application/words.js';

const aFrame = (changes: Partial<MessageFrame> = {}): MessageFrame => ({
  channel: 'sms',
  locale: 'en-GB',
  alias: 'Elm Rooms',
  firstName: 'Mara',
  phone: '+442079460000',
  urgentNumber: '111',
  emergencyNumber: '999',
  link: 'https://elm.example/b/0123456789abcdefABCDEF',
  whyLink: 'https://elm.example/w/0123456789abcdefABCDEF',
  choicesLink: 'https://elm.example/u/0123456789abcdefABCDEF',
  ...changes,
});

export const someVisit = (startsAt = '2027-05-11T09:30:00Z', clientZone = 'Europe/London', locale = 'en-GB') =>
  visitWords({ startsAt: new Date(startsAt), clinicZone: 'Europe/London', clientZone, locale });

export const someDay = (instant = '2027-05-15T12:00:00Z', locale = 'en-GB') =>
  dayWords(new Date(instant), 'Europe/London', locale);

export const aMessage = (content: MessageContent, frame: Partial<MessageFrame> = {}): MessageInput => ({
  ...aFrame(frame),
  ...content,
});

/** One of every kind that the ledger knows, with the given words. */
export const everyContent = (visit = someVisit(), closes = someDay()): readonly MessageContent[] => [
  ...(['confirmation', '72h', '24h', '2h', 'cancel', 'yes'] as const).map((kind) => ({ kind, visit })),
  { kind: 'change', visit, previous: visit },
  ...(['post-session@1', 'follow-up@1'] as const).flatMap((instrument) =>
    (['invitation', 'reminder', 're-issue'] as const).map((kind) => ({ kind, instrument, closes })),
  ),
  ...(['invitation', 'reminder'] as const).map((kind) => ({
    kind,
    instrument: 'intake@1',
    closes,
    firstVisit: closes,
  })),
  ...(['nudge', 'second-nudge', 'personal-link'] as const).map((kind) => ({ kind })),
  { kind: 'stop-confirmation', visitStays: true },
  ...(['stop-confirmation', 'start-confirmation', 'help', 'unclear', 'cancel-help', 'visit-stays'] as const).map(
    (kind) => ({ kind }),
  ),
];

/** A clinic that answers for the shipped texts of these languages. */
export const signedOff = (...languages: readonly Language[]): readonly SignedOff[] =>
  (languages.length === 0 ? LANGUAGES : languages).map((language) => ({
    language,
    edition: CATALOGUES[language].edition,
  }));
