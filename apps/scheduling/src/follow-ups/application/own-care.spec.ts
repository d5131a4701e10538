import { FixedClock } from '@aftercare/kernel';
import { ClientHomes } from '../../clients/application/client-homes.js';
import type { KeepClients } from '../../clients/application/keep-clients.js';
import type { Clinics } from '../../clinics/application/ports.js';
import { elm } from '../testing/care-events.js';
import { CareWorld, CLIENT, CLINIC } from '../testing/care-world.js';
import { KeepCarePlan } from './keep-care-plan.js';
import { OwnCare } from './own-care.js';

const client = { clinicId: CLINIC, id: CLIENT };
const clock = new FixedClock(new Date('2027-03-02T10:00:00Z'));

let world: CareWorld;
let keepPlan: KeepCarePlan;
let patches: object[];
let own: OwnCare;
beforeEach(() => {
  world = new CareWorld();
  keepPlan = new KeepCarePlan(world.transactions, world.carePlans, world.clients, world.owner, clock);
  patches = [];
  // Of the records only this one method is used.
  const keepClients = {
    change: async (_client: unknown, patch: object) => {
      patches.push(patch);
    },
  } as unknown as KeepClients;
  const clinics = { many: async () => [{ state: elm, version: 1 }] } as unknown as Clinics;
  own = new OwnCare(new ClientHomes(world.clients, clinics), world.carePlans, keepClients, keepPlan, clock);
});

describe("a client's own word about the time between visits", () => {
  it('is kept as a wish on the record', async () => {
    expect(await own.wish(client, { kind: 'days', days: 28 })).toBe(true);
    expect(await own.wish(client, { kind: 'none' })).toBe(true);
    expect(await own.wish(client, null)).toBe(true);
    expect(patches.map((patch) => JSON.stringify(patch))).toEqual([
      '{"intervalWish":{"kind":"days","days":28}}',
      '{"intervalWish":{"kind":"none"}}',
      '{"intervalWish":null}',
    ]);
  });

  it.each(['2027-03-02', '2026-12-31', '2028-03-03'])('is no pause until %s: over, or for good', async (until) => {
    expect(await own.wish(client, { kind: 'pause', until })).toBe(false);
    expect(patches).toEqual([]);
  });

  it('is a demanding time, entered once however often it is sent, said by the client and replanned', async () => {
    const period = { id: 'p1', from: '2027-03-01', to: '2027-03-14' };
    expect([await own.declare(client, period), await own.declare(client, period)]).toEqual([true, true]);
    expect(await own.see(client)).toEqual({ today: '2027-03-02', wish: null, stressPeriods: [period] });
    const [stored] = (await world.carePlans.load(client))?.state.stressPeriods ?? [];
    expect(stored).toMatchObject({ saidBy: 'client', by: 'client' });
    expect(world.transactions.said[0]?.type).toContain('careplan.changed');
  });

  it('is refused where the days cannot be, and says so without an error', async () => {
    expect(await own.declare(client, { id: 'p', from: '2027-03-10', to: '2027-03-09' })).toBe(false);
    expect(await own.declare(client, { id: 'p', from: '2027-03-10', to: '2027-07-01' })).toBe(false);
    expect(await own.declare(client, { id: 'p', from: '2027-02-01', to: '2027-03-01' })).toBe(false);
    expect(await world.carePlans.load(client)).toBeUndefined();
  });

  it('neither shows nor takes back what a practitioner entered', async () => {
    const period = { from: '2027-03-01', to: '2027-03-14' };
    await keepPlan.change(
      { client, by: 'ana' },
      { what: 'stress-declared', id: 'theirs', saidBy: 'practitioner', ...period },
    );
    await own.declare(client, { id: 'mine', ...period });
    expect((await own.see(client))?.stressPeriods.map(({ id }) => id)).toEqual(['mine']);
    expect([await own.takeBack(client, 'theirs'), await own.takeBack(client, 'mine')]).toEqual([false, true]);
    expect((await own.see(client))?.stressPeriods).toEqual([]);
  });

  it('counts the days of the clinic where nobody has said where the client lives', async () => {
    world.client = { ...world.client, zone: 'Pacific/Kiritimati' };
    expect((await own.see(client))?.today).toBe('2027-03-03');
    world.client = { ...world.client, zone: null };
    expect((await own.see(client))?.today).toBe('2027-03-02');
  });

  it('is nothing for a record of another clinic', async () => {
    const foreign = { clinicId: 'another', id: CLIENT };
    expect(await own.see(foreign)).toBeUndefined();
    expect(await own.wish(foreign, { kind: 'none' })).toBe(false);
  });
});
