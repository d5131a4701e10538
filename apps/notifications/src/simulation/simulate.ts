import type { SeededRandom } from '@aftercare/testing';
import type { ClientKey } from '../consents/application/ports.js';
import { planIncidents } from './incidents.js';
import { judgeEnd } from './model/end.js';
import { ReplanWatch } from './model/replan-watch.js';
import { Forms } from './outside/forms.js';
import { People } from './outside/people.js';
import { DAY_MS } from './model/times.js';
import { HOUR_MS } from './outside/outside.js';
import type { Outside } from './outside/outside.js';
import { Visits } from './outside/visits.js';
import type { Planted } from './planted/planted.js';
import { World } from './world.js';

export interface Outcome {
  readonly seed: number;
  /** Empty: every promise was kept. */
  readonly failures: readonly string[];
  readonly steps: number;
  readonly sent: number;
  readonly simulatedMs: number;
  readonly trace: readonly string[];
}

export interface SimulateOptions {
  readonly planted?: Planted;
  readonly trace?: boolean;
}

/** Days in which people act; afterwards everything that is owed comes to its end. */
const ACTIVE_DAYS = 9;
const AFTER_DAYS = 25;
/** Machine time that the service gets for what is due at one instant; somebody who is frozen has it as well. */
const EPISODE_MS = 180_000;
/** Hours in which no lease can be renewed, with something owed, are five steps a second; a usual run has some thousands. */
const MOST_STEPS = 200_000;
const LOOK_EVERY_STEPS = 5;

/** Weeks in which clocks change, and others. */
const someStart = (random: SeededRandom): Date => {
  const day = random.pick([
    '2027-03-09',
    '2027-03-22',
    '2027-10-25',
    '2027-06-14',
    '2027-04-01',
    '2027-11-03',
  ] as const);
  return new Date(Date.parse(`${day}T00:00:00Z`) + random.between(0, 23) * HOUR_MS);
};

/** How long before a message falls due somebody acts, in milliseconds; the service takes some to decide and to call. */
const BEFORE_DUE_MS = 2000;

const badMoments = ({ durable, agenda, clock, random }: World): Outside['atBadMoment'] => {
  const luck = random.fork();
  return ({ clinicId, clientRef }, act) => {
    const due = durable.rows
      .all()
      .filter((row) => row.state === 'planned' && row.clinicId === clinicId && row.clientRef === clientRef)
      .map(({ dueAt }) => dueAt.getTime());
    if (due.length === 0 || luck.chance(0.5)) return act();
    agenda.at(new Date(Math.max(clock.ms, Math.min(...due) - luck.between(-100, BEFORE_DUE_MS))), act);
  };
};

const STORMS = 0.04;

/** Somebody's software books the same person again and again, every few minutes. */
const planStorm = ({ facts, clock }: World, visits: Visits, luck: SeededRandom): void => {
  const [first, ...others] = facts.people.values();
  if (first === undefined || !luck.chance(STORMS)) return;
  const client = luck.pick([first, ...others]);
  const from = clock.ms + luck.between(1, 48) * 60 * 60_000;
  for (let booking = luck.between(22, 30); booking > 0; booking -= 1)
    visits.plan(client, new Date(from + booking * luck.between(1, 9) * 60_000));
};

const populate = (world: World): void => {
  const { facts, random, clock, providers } = world;
  const outside = {
    agenda: world.agenda,
    clock,
    random: random.fork(),
    facts,
    teller: world.teller,
    atBadMoment: badMoments(world),
  };
  const block = (from: string, to: string, isClosed: boolean): void => {
    if (isClosed) providers.blocked.add(`${from}/${to}`);
    else providers.blocked.delete(`${from}/${to}`);
  };
  const people = new People(outside, world.anyProcess, {
    block: world.weather.optOut === 'twilio' ? block : undefined,
    isKept: (messageId) => world.durable.replies.all.has(messageId),
  });
  const regret = (client: ClientKey): void => people.regret(client, random.pick(['sms', 'email'] as const));
  const visits = new Visits(outside, new Forms(outside, regret));
  const hours = ACTIVE_DAYS * 24;
  for (const { clinicId } of facts.clinics.values()) people.run(clinicId, hours);
  for (const client of facts.people.values()) {
    for (let visit = random.pick([1, 1, 2, 2, 3] as const); visit > 0; visit -= 1)
      visits.plan(client, new Date(clock.ms + random.between(1, (hours / 2) * 60) * 60_000));
    people.live(client, hours);
  }
  planIncidents(world, random.fork(), hours);
  planStorm(world, visits, random.fork());
};

/** Most people agreed to forms and notes when they gave their address. */
const agree = async (world: World): Promise<void> => {
  for (const client of world.facts.people.values())
    for (const purpose of ['survey', 'follow-up'] as const) {
      const changes = (['sms', 'email'] as const).map((channel) => ({
        channel,
        purpose,
        granted: world.random.chance(0.85),
      }));
      await world.grant(client, changes);
    }
};

/** Everything that is due at this instant, until it is quiet. */
const episode = async (world: World, replans: ReplanWatch): Promise<void> => {
  const { scheduler, watch, agenda, clock } = world;
  const untilMs = scheduler.nowMs + EPISODE_MS;
  while (scheduler.nowMs < untilMs && watch.failures.length === 0) {
    agenda.take(clock.ms);
    // Whoever is idle looks for work now and then, as pollers do.
    if (scheduler.steps % LOOK_EVERY_STEPS === 0 || !scheduler.isBusy) world.kick();
    if (!scheduler.isBusy && !world.isOwing) return;
    if (!(await scheduler.step())) return;
    watch.afterStep();
    replans.look();
  }
};

const play = async (world: World): Promise<void> => {
  const { clock, watch, scheduler } = world;
  const overMs = clock.ms + ACTIVE_DAYS * DAY_MS;
  const endMs = overMs + AFTER_DAYS * DAY_MS;
  const replans = new ReplanWatch(world);
  while (watch.failures.length === 0) {
    await episode(world, replans);
    if (clock.ms > overMs) world.calmDown();
    if (world.nextMs > endMs) return;
    clock.jumpTo(world.nextMs);
    if (scheduler.steps > MOST_STEPS) watch.fail('it never comes to rest');
  }
};

/** One run of the world; the same seed is the same run. */
export const simulate = async (seed: number, { planted, trace = false }: SimulateOptions = {}): Promise<Outcome> => {
  const { random } = Math;
  const world = new World(seed, someStart, { planted, isTraced: trace });
  // Back-offs have jitter; here it follows from the seed as well.
  const jitter = world.random.fork();
  Math.random = () => jitter.next();
  const startMs = world.clock.ms;
  try {
    populate(world);
    await agree(world);
    await play(world);
    if (world.watch.failures.length === 0) judgeEnd(world);
  } finally {
    Math.random = random;
  }
  return {
    seed,
    failures: world.watch.failures,
    steps: world.scheduler.steps,
    sent: world.providers.log.length,
    simulatedMs: world.clock.ms - startMs,
    trace: world.trace,
  };
};
