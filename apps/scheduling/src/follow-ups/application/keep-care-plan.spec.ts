import { FixedClock, NotFoundError } from '@aftercare/kernel';
import { IntervalReasonNeededError } from '../domain/care-plan.js';
import { CareWorld, CLIENT, CLINIC, NOTHING_KNOWN } from '../testing/care-world.js';
import { KeepCarePlan, RiseNotFoundError } from './keep-care-plan.js';

const client = { clinicId: CLINIC, id: CLIENT };
const by = { client, by: 'ana' };
const window = { startsOn: '2027-02-01', endsOn: '2027-03-01', days: 28, burdenDays: 8, headacheDays: 9, complete: 1 };

let world: CareWorld;
let keep: KeepCarePlan;
const said = () => world.transactions.said.map(({ type, data }) => [type.split('.')[2], data] as const);

beforeEach(() => {
  world = new CareWorld();
  const clock = new FixedClock(new Date('2027-03-02T10:00:00Z'));
  keep = new KeepCarePlan(world.transactions, world.carePlans, world.clients, world.owner, clock);
});

describe('settling the time between visits', () => {
  it('keeps what was settled with who and when, and says that it changed and nothing else', async () => {
    await keep.change(by, { what: 'interval-set', days: 35, reason: 'works away' });
    const { version, state } = await keep.change(by, { what: 'series-set', sessions: 6, from: '2027-03-01' });
    expect(version).toBe(2);
    expect(state.interval).toEqual({ days: 35, reason: 'works away', by: 'ana', at: new Date('2027-03-02T10:00:00Z') });
    expect(state.history.map(({ what }) => what)).toEqual(['interval-set', 'series-set']);
    expect(said()).toEqual([
      ['careplan', { clientRef: CLIENT, version: 1 }],
      ['careplan', { clientRef: CLIENT, version: 2 }],
    ]);
  });

  it('writes and says nothing where it is refused', async () => {
    await expect(keep.change(by, { what: 'interval-set', days: 35, reason: null })).rejects.toThrow(
      IntervalReasonNeededError,
    );
    expect(await world.carePlans.load(client)).toBeUndefined();
    expect(said()).toEqual([]);
  });

  it('knows nobody of another clinic', async () => {
    const stranger = { client: { clinicId: 'oak', id: CLIENT }, by: 'ana' };
    await expect(keep.change(stranger, { what: 'series-cleared' })).rejects.toThrow(NotFoundError);
    let asked = 0;
    world.whileAsked = async () => (asked += 1);
    await expect(keep.confirmRise(stranger, '2027-03-01')).rejects.toThrow(NotFoundError);
    expect(asked).toBe(0);
  });
});

describe('confirming a rise', () => {
  it('names the newest window, and an older one is refused', async () => {
    world.inputs = { ...NOTHING_KNOWN, burdenWindows: [window] };
    await expect(keep.confirmRise(by, '2027-02-01')).rejects.toThrow(RiseNotFoundError);
    expect((await keep.confirmRise(by, '2027-03-01')).state.rise).toMatchObject({
      windowEndsOn: '2027-03-01',
      by: 'ana',
    });
  });

  it('is refused where there is no window at all', async () => {
    await expect(keep.confirmRise(by, '2027-03-01')).rejects.toThrow(RiseNotFoundError);
  });
});
