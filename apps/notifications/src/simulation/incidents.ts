import type { SeededRandom } from '@aftercare/testing';
import { HOUR_MS, MINUTE_MS } from './outside/outside.js';
import type { World } from './world.js';

type Incident = (world: World, random: SeededRandom) => void;

/** Most outages are short; some take longer than anything is of use. */
const spanMs = (random: SeededRandom): number =>
  random.pick([random.between(1, 5), random.between(5, 60), random.between(60, 400)]) * MINUTE_MS;

const INCIDENTS: readonly [Incident, ...Incident[]] = [
  (world) => world.redis.wipe(),
  (world, random) => world.during(spanMs(random), (isOn) => (world.redis.isDown = isOn), false),
  (world, random) => world.during(spanMs(random), (isOn) => (world.providers.manners.isDown = isOn)),
  (world, random) => world.during(spanMs(random), (isOn) => world.silence('scheduling', isOn)),
  (world, random) => world.during(spanMs(random), (isOn) => world.silence('outcomes', isOn)),
  (world, random) => world.during(spanMs(random), (isOn) => (world.failures.leasesFail = isOn)),
  (world, random) => world.killAll(random.pick([0, 1, 20, 300]) * MINUTE_MS),
  (world) => world.groups.rewind(),
  (world) => world.groups.deal(world.living, 0.7),
  (world, random) => world.stepClock(random.pick([-2, -1, 1, 2]) * HOUR_MS),
];

/** Plans what goes wrong, most often when something is due. */
export const planIncidents = (world: World, random: SeededRandom, hours: number): void => {
  for (let left = world.weather.outages; left > 0; left -= 1) {
    const incident = random.pick(INCIDENTS);
    const at = world.clock.ms + Math.floor(random.next() * hours * HOUR_MS);
    world.agenda.at(new Date(at), () => incident(world, random));
  }
};
