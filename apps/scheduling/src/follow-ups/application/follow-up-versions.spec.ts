import { consentGrantedV1, consentWithdrawnV1, followupLapsedV1 } from '@aftercare/contracts';
import { runReaction } from '@aftercare/messaging';
import { startCatalogue } from '../../catalogue/domain/technique.js';
import { anEvent, elm } from '../testing/care-events.js';
import type { CareEvent } from '../testing/care-events.js';
import { aSession, CareWorld, CLIENT, CLINIC } from '../testing/care-world.js';
import { agreed, cleared, completed, consent } from '../testing/told-events.js';
import { MarkLapsed } from './mark-lapsed.js';

const followUp = { ...consent, purpose: 'follow-up' } as const;
const stop = (at: string): CareEvent => anEvent(consentWithdrawnV1, { ...followUp, at }, at);
const start = (at: string): CareEvent => anEvent(consentGrantedV1, { ...followUp, at }, at);

const STOPS_AND_STARTS = [
  stop('2027-03-03T10:00:00Z'),
  start('2027-03-03T10:01:00Z'),
  stop('2027-03-03T10:02:00Z'),
  start('2027-03-03T10:03:00Z'),
] as const;

let world: CareWorld;
/** Kind and version of all that is said. */
const react = async (...events: readonly CareEvent[]) => {
  const reaction = world.reaction(elm, startCatalogue(CLINIC));
  const { says } = await runReaction(reaction, events, { store: world.transactions.store });
  return says.map(({ contract, data }) => [contract.type.split('.')[3], (data as { version: number }).version]);
};

beforeEach(async () => {
  world = new CareWorld();
  world.care = { latest: aSession(), tookPlaceAt: [aSession().startedAt], openBookings: [] };
  await react(agreed, completed());
});

describe('what is said of a follow-up', () => {
  it('has a version of its own, also where a batch says more than one thing', async () => {
    expect(await react(...STOPS_AND_STARTS)).toEqual([
      ['withdrawn', 2],
      ['planned', 3],
      ['withdrawn', 4],
      ['planned', 5],
    ]);
    expect(await world.stored()).toMatchObject({ version: 2, state: { said: 5 } });
  });

  it('has a higher one than anything before, however the batches are cut and whatever says nothing between', async () => {
    await react(...STOPS_AND_STARTS);
    expect(await react(cleared())).toEqual([]);
    expect(await react(stop('2027-03-04T10:00:00Z'))).toEqual([['withdrawn', 6]]);
    for (let times = 0; times < 5; times += 1) await react(cleared());
    expect(await react(start('2027-03-05T10:00:00Z'))).toEqual([['planned', 10]]);
  });

  it('has a higher one where the record of before kept none', async () => {
    const stored = await world.stored();
    if (stored === undefined) throw new Error('nothing is planned');
    const before = { ...stored.state, said: 0 };
    await world.transactions.run(async ({ writes }) => world.followUps.save(before, stored.version, writes));
    expect(await react(stop('2027-03-03T10:00:00Z'))).toEqual([['withdrawn', 3]]);
  });

  it('has a higher one also where the client lapses', async () => {
    await react(...STOPS_AND_STARTS);
    await new MarkLapsed(world.transactions, world.reader, world.followUps).fire(new Date('2027-05-01T10:00:00Z'));
    const lapsed = world.transactions.said.find(({ type }) => type === followupLapsedV1.type);
    expect(lapsed?.data).toMatchObject({ clientRef: CLIENT, version: 6 });
    expect(await world.stored()).toMatchObject({ version: 3, state: { said: 6 } });
  });
});
