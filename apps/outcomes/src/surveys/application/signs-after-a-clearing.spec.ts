import { Flags } from '../../safety/application/flags.js';
import { FlagStore, type Flag } from '../../safety/application/ports.js';
import { aSurvey } from '../testing/a-survey.js';
import { PlainVault, testToken } from '../testing/in-memory-stores.js';
import { PageApp } from '../testing/page-app.js';
import { clientOf, partField } from './answered-forms.js';
import type { Survey } from './ports.js';
import { SaveDraft } from './save-draft.js';
import { SavePart } from './save-part.js';

type Raw = Record<string, string | string[]>;

const E6: Raw = { sg: 'e6', 'when-e6': 'now' };
const E2: Raw = { sg: 'e2', 'when-e2': 'now' };
const BOTH: Raw = { sg: ['e6', 'e2'], 'when-e6': 'now', 'when-e2': 'now' };

let pages: PageApp;
let survey: Survey;
const save = (part: string, raw: Raw) =>
  pages.app.get(SavePart).execute({ token: testToken(survey), part, raw, browser: 'b', confirmed: true });
const draft = (raw: Raw) =>
  pages.app.get(SaveDraft).execute({ token: testToken(survey), part: 'check', raw, browser: 'b', base: 1 });
const flags = (): Promise<readonly Flag[]> => pages.app.get(FlagStore).list('clinic-1', { limit: 10 });
const levels = async (state: Flag['state']) =>
  (await flags()).filter((flag) => flag.state === state).map(({ level }) => level);
const raised = () => pages.saidTypes.filter((type) => type === 'flag.raised').length;
const clearAll = async (): Promise<void> => {
  for (const { id, state } of await flags())
    if (state === 'open')
      await pages.app.get(Flags).clear({ clinicId: 'clinic-1', id }, { who: 'ana', reason: 'seen by a doctor' });
  pages.clock.set(new Date(pages.clock.now().getTime() + 3_600_000));
};

beforeEach(async () => {
  pages = await PageApp.start('2027-05-12T11:00:00Z');
  survey = await pages.plan(aSurvey());
  await save('1', { ps1: 'no', ps3: 'yes' });
  await save('1b', { ps3a: 'soreness', ps3b: '8', ps3c: '12-36h' });
  await save('2', {});
});
afterEach(() => pages.app.close());

describe('a sign that comes after its flag was cleared', () => {
  it.each([
    ['another emergency', E2],
    ['another one beside the first', BOTH],
  ])('has a flag of its own, which is told: %s', async (_name, later) => {
    await save('check', E6);
    await clearAll();
    await save('check', later);
    expect([await levels('open'), await levels('cleared'), raised()]).toEqual([['E'], ['E'], 2]);
    await save('check', later);
    await draft(later);
    expect(raised()).toBe(2);
    await clearAll();
    await save('check', { ...E2, 'when-e2': 'unchecked' });
    expect([await levels('open'), raised()]).toEqual([['U'], 3]);
  });

  it('has one also where it is told before it is sent', async () => {
    await save('check', E6);
    await clearAll();
    await draft(E2);
    await draft(E2);
    expect([await levels('open'), raised()]).toEqual([['E'], 2]);
    await save('check', E2);
    expect(raised()).toBe(2);
  });

  it('has one of its own level, which may be a lower one', async () => {
    await save('check', { ...E6, sg: 'e6' });
    await clearAll();
    await save('check', { sg: ['e6', 'r1'], 'when-e6': 'now' });
    expect([await levels('open'), raised()]).toEqual([['R'], 2]);
  });
});

describe('what was cleared', () => {
  it('stays so when the same is sent and saved again, or less of it', async () => {
    await save('check', BOTH);
    await clearAll();
    for (const again of [BOTH, E2, BOTH]) {
      await save('check', again);
      await draft(again);
    }
    expect([await levels('open'), raised()]).toEqual([[], 1]);
  });

  it('is not what the answers tell later', async () => {
    pages.clock.set(new Date('2027-05-13T11:00:00Z'));
    await save('check', { sg: 'u1' });
    await clearAll();
    await save('1b', { ps3a: 'soreness', ps3b: '8', ps3c: 'over-36h' });
    expect([await levels('open'), raised()]).toEqual([['U'], 2]);
  });

  it('is read also where its signs were not kept yet', async () => {
    await save('check', E6);
    await clearAll();
    const [old] = await flags();
    if (old === undefined) throw new Error('no flag');
    const text = JSON.stringify({ ticked: ['e6'], when: { e6: 'now' } });
    const sealed = await new PlainVault().seal(clientOf(survey), partField(survey.id, 'flag'), text);
    await pages.transactions.run(async ({ writes }) => pages.app.get(FlagStore).save({ ...old, sealed }, 2, writes));
    await save('check', E6);
    expect(raised()).toBe(1);
    await save('check', E2);
    expect(raised()).toBe(2);
  });
});
