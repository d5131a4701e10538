import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CAUSES, REASONS } from '../../apps/console/src/messages/reasons.js';
import { becauseOf } from '../../apps/notifications/src/choices/domain/why-words.js';
import { deniedStemsIn } from '../../apps/notifications/src/templates/domain/lint.js';

/** Where a code can come into the ledger: what decides about rows, what providers answer, and the events that end what others planned. */
const SOURCES = [
  ...['reminders', 'replies', 'delivery'].map((feature) => `apps/notifications/src/${feature}`),
  'apps/scheduling/src/follow-ups/domain',
  'apps/outcomes/src/surveys/domain',
];
const NO_SOURCE = /\.spec\.ts$|-spec\.ts$|[\\/](?:testing|http|mongo|bullmq)[\\/]/u;

const CODE = /'([A-Z]{2,}(?:_[A-Z]+)*)'/gu;
/** Said as a reason or a cause, passed to what writes one into a row, or one of the types of reasons. */
const SAID_AS_REASON =
  /reason\b|cause\b|Reason\b|\b(?:skip|withdraw|endedAtOnce|laterOrSkip|hold|withdrawn|without|ended|replan)\(|^\s*\|/iu;
/** Codes of refusals to whoever calls, not of the ledger; names of rules within a decision about the next visit. */
const NOT_OF_THE_LEDGER = /\bcode = '|\bmoved\('|reasonsOf\(|\{ rule: '[AB]/u;

const textsOf = (): readonly string[] =>
  SOURCES.flatMap((folder) =>
    readdirSync(join(process.cwd(), folder), { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((name) => name.endsWith('.ts') && !NO_SOURCE.test(name))
      .map((name) => readFileSync(join(process.cwd(), name), 'utf8')),
  );

/** A provider's own word beside the reason that we make of it. */
const PROVIDERS_CODE = /\bcode(?::| ===) '[A-Z]+'/gu;

const codesIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => SAID_AS_REASON.test(line) && !NOT_OF_THE_LEDGER.test(line))
    .flatMap((line) => Array.from(line.replace(PROVIDERS_CODE, '').matchAll(CODE), ([, code = '']) => code));

const found = new Set(textsOf().flatMap(codesIn));
const known = new Set([...Object.keys(CAUSES), ...Object.keys(REASONS)]);

/** Clients are told nothing about these: the workings of the clinic's software, or what they know best themselves. */
const NOT_FOR_CLIENTS = [
  ...['ANSWERED', 'TOO_LATE', 'PROVIDER_DOWN', 'LOOKING_UP', 'RULE_CHANGED', 'REHEARSAL', 'ERASED', 'LICENCE_ENDED'],
];

describe('the codes of the ledger', () => {
  it('are found where they are written down', () => {
    for (const code of [
      'QUIET_HOURS',
      'VISIT_NEAR',
      'CONTACT_BAD',
      'STAFF_HELD',
      'PAUSED',
      'DID_NOT_COME',
      'TEXT_REFUSED',
    ])
      expect([code, found.has(code)]).toEqual([code, true]);
  });

  it('each have a sentence for staff', () => {
    expect([...found].filter((code) => !known.has(code))).toEqual([]);
    for (const { staff } of [...Object.values(CAUSES), ...Object.values(REASONS)]) expect(staff).not.toBe('');
  });

  it.each([...known].filter((code) => !NOT_FOR_CLIENTS.includes(code)).sort())(
    '%s has one sentence for clients, the same in the console as on the page behind the message',
    (code) => {
      const sentence = becauseOf(code, undefined);
      expect(sentence).toMatch(/^[a-z].*[a-z]$/u);
      for (const table of [CAUSES, REASONS])
        if (table[code] !== undefined) expect([code, table[code].client]).toEqual([code, sentence]);
      expect(deniedStemsIn(sentence ?? '')).toEqual([]);
    },
  );

  it.each(NOT_FOR_CLIENTS)('%s is no business of the client, on neither page', (code) => {
    expect([known.has(code), becauseOf(code, undefined)]).toEqual([true, undefined]);
    expect((CAUSES[code] ?? REASONS[code])?.client).toBeUndefined();
  });
});
