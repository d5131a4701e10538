import { createEvent, reminderSentV1 } from '@aftercare/contracts';
import { runReaction } from '@aftercare/messaging';
import * as fc from 'fast-check';
import type { RawForm } from '../../instruments/application/instruments.js';
import { CountDeliveries } from '../../reports/application/count-deliveries.js';
import { FirstReports } from '../../reports/application/first-reports.js';
import { aFollowUp, aSurvey } from '../testing/a-survey.js';
import { testToken } from '../testing/in-memory-stores.js';
import { PageApp } from '../testing/page-app.js';
import { ChangeSurvey } from './change-survey.js';
import { ExpireSurveys } from './expire-surveys.js';
import type { Survey } from './ports.js';
import { RecountAnswers } from './recount-answers.js';
import { SavePart } from './save-part.js';

const START = Date.parse('2027-05-12T11:00:00Z');
const HOUR = 3_600_000;
const YEAR = { from: '2027-01-01', to: '2027-12-31' };

const days = fc.nat({ max: 13 });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const counts = (codes: readonly [string, string, string]) =>
  fc.tuple(days, days, days).map((three): RawForm => {
    const [burdenOrLess, more, most] = [...three].sort((one, other) => one - other);
    return { [codes[0]]: String(most), [codes[1]]: String(burdenOrLess), [codes[2]]: String(more) };
  });
const choice = (...values: readonly string[]) => fc.constantFrom(...values);

/** What somebody may answer, part by part; some parts are left out, some forms are never finished. */
const postSession = fc
  .record({ ps0: fc.constant('yes'), ps1: choice('no', 'migraine'), ps3: choice('no', 'yes', 'not-sure') })
  .map((first): readonly (readonly [string, RawForm])[] => [
    ['1', first],
    ['1b', { ps2: '5' }],
    ['2', {}],
    ['check', { sg: 'none' }],
  ]);
const intake = counts(['a3', 'a4', 'a5']).map((baseline): readonly (readonly [string, RawForm])[] => [
  ['1', {}],
  ['2', baseline],
  ['3', { a10: 'usual' }],
  ['4', {}],
  ['5', {}],
  ['6', { a11: '0', a14: 'none' }],
  ['7', {}],
  ['8', {}],
  ['9', { a24: 'no' }],
  ['10', { a26: 'none' }],
  ['11', {}],
  ['check', { sg: 'none' }],
]);
const followUp = counts(['f1', 'f2', 'f3']).map((window): readonly (readonly [string, RawForm])[] => [
  ['1', window],
  ['2', {}],
  ['3', {}],
  ['4', { f11: 'no' }],
  ['5', {}],
  ['check', { sg: 'none' }],
]);

const step = fc.record({
  client: fc.nat({ max: 7 }),
  technique: optional(choice('swedish', 'deep-tissue')),
  form: fc.oneof(
    postSession.map((parts) => ({ instrument: 'post-session@1' as const, parts })),
    intake.map((parts) => ({ instrument: 'intake@1' as const, parts })),
    followUp.map((parts) => ({ instrument: 'follow-up@1' as const, parts })),
  ),
  fate: choice(
    'answers',
    'answers',
    'answers',
    'changes',
    'disputes',
    'half',
    'never',
    'late',
    'late-dispute',
    'short',
  ),
  afterwards: fc.record({ ps1: choice('no', 'headache'), ps3: choice('no', 'yes'), f1: days, a3: days }),
  heard: fc.boolean(),
  hoursLater: fc.nat({ max: 200 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const surveyFor = ({ client, technique, form, fate }: Step, serial: number, now: number): Survey => {
  const more = {
    id: `survey-${serial}`,
    clientRef: `client-${client}`,
    instrument: form.instrument,
    occasion: `occasion-${serial}`,
    technique,
    presumed: fate === 'disputes' || fate === 'late-dispute',
    firstSessionOn: '2027-05-01',
    times: { inviteAt: new Date(now), closesAt: new Date(now + 96 * HOUR) },
  };
  return form.instrument === 'follow-up@1' ? aFollowUp(more) : aSurvey(more);
};

const sentFor = (survey: Survey) =>
  createEvent(
    reminderSentV1,
    {
      reminderId: `r-${survey.id}`,
      clientRef: survey.clientRef,
      family: 'survey',
      kind: 'invitation',
      channel: 'email',
      surveyId: survey.id,
      at: '2027-05-12T10:00:00Z',
    },
    {
      id: survey.id,
      source: '/aftercare/notifications',
      time: new Date(START),
      clinicId: survey.clinicId,
      correlationId: 'test',
    },
  ) as Parameters<CountDeliveries['decide']>[1];

/** Parts of a finished form as they are answered anew; a visit's form may then say that it did not take place. */
const secondThoughts = ({ fate, afterwards, form }: Step): readonly (readonly [string, RawForm])[] => {
  const { ps1, ps3, f1, a3 } = afterwards;
  const days: RawForm = { f1: String(f1), f2: '0', f3: '0', a3: String(a3), a4: '0', a5: '0' };
  const ps0 = fate === 'disputes' ? 'no' : 'yes';
  return [[form.instrument === 'intake@1' ? '2' : '1', { ps0, ps1, ps3, ...days }]];
};

/** What is sent by a new link; a visit's form may say only then that it did not take place. */
const afterTheClose = ({ fate, form }: Step): Step['form']['parts'] => {
  if (fate === 'late-dispute') return [['1', { ps0: 'no', ps1: 'no', ps3: 'no' }]];
  return fate === 'late' ? form.parts : [];
};

/** Lives one step: a form is asked, perhaps heard of, answered in full, by half, late or never, or changed afterwards. */
const live = async (pages: PageApp, one: Step, serial: number): Promise<void> => {
  const now = pages.clock.now().getTime();
  const survey = await pages.plan(surveyFor(one, serial, now));
  const savePart = pages.app.get(SavePart);
  const save = async (parts: readonly (readonly [string, RawForm])[]) => {
    // A new link has a token of its own.
    const token = testToken(await pages.surveyNow(survey));
    for (const [part, raw] of parts) await savePart.execute({ token, part, raw, browser: 'b', confirmed: true });
  };
  if (one.heard)
    await runReaction(pages.app.get(CountDeliveries), [sentFor(survey)], { store: pages.transactions.store });
  if (one.fate === 'short') await pages.app.get(ChangeSurvey).shorten(survey);
  if (one.fate === 'answers' || one.fate === 'short') await save(one.form.parts);
  if (one.fate === 'changes' || one.fate === 'disputes') await save([...one.form.parts, ...secondThoughts(one)]);
  if (one.fate === 'half') await save(one.form.parts.slice(0, 1));
  pages.clock.set(new Date(now + one.hoursLater * HOUR));
  await pages.app.get(ExpireSurveys).fire(pages.clock.now());
  const late = afterTheClose(one);
  if (late.length === 0) return;
  await pages.app.get(ChangeSurvey).sendNewLink(survey);
  await save(late);
};

describe('the first report', () => {
  it('counts no form whose visit did not take place, also where that is said after its close', async () => {
    const pages = await PageApp.start(new Date(START).toISOString());
    const survey = await pages.plan(aSurvey({ presumed: true }));
    pages.clock.set(survey.times.closesAt);
    await pages.app.get(ExpireSurveys).fire(pages.clock.now());
    await pages.app.get(ChangeSurvey).sendNewLink(survey);
    const late = { part: '1', raw: { ps0: 'no', ps1: 'no', ps3: 'no' }, browser: 'b', confirmed: true };
    await pages.app.get(SavePart).execute({ ...late, token: testToken(await pages.surveyNow(survey)) });
    expect(await pages.surveyNow(survey)).toMatchObject({ state: 'withdrawn', disputed: true });
    expect((await pages.app.get(FirstReports).read('clinic-1', YEAR)).flow).toMatchObject({ due: 0, answered: 0 });
    await pages.app.close();
  });

  it('from counters equals the one recomputed from raw answers, whatever people did', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const pages = await PageApp.start(new Date(START).toISOString());
        for (const [serial, one] of steps.entries()) await live(pages, one, serial);
        const reports = pages.app.get(FirstReports);
        const counted = await pages.app.get(RecountAnswers).ofClinic('clinic-1');
        const fresh = await reports.recompute('clinic-1', YEAR, counted);
        expect(await reports.read('clinic-1', YEAR)).toEqual(fresh);
        await pages.app.close();
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
