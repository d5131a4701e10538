import { addDays, MachineTime, utcOf } from '@aftercare/kernel';
import type { BookedVisit } from '../actors/clinic-office.js';
import { newestBookings } from '../checks/visits.js';
import { Agenda } from '../domain/agenda.js';
import { DEMO_CLINICS } from '../domain/clinics.js';
import type { DemoClinic } from '../domain/clinics.js';
import { Dice } from '../domain/dice.js';
import { OutsideWorld } from '../http/outside-world.js';
import { StaffSession } from '../http/staff-session.js';
import { endDay, FIRST_DAY, lastVisitDay, readOptions } from '../options.js';
import { Community, STAFF } from './community.js';
import { RecordKeeper } from './record-keeper.js';
import type { Run } from './run.js';

const options = readOptions([]);
const HOUR_MS = 3_600_000;

class StillMachine extends MachineTime {
  override nowMs = (): number => 0;
  override sleep = (): Promise<void> => Promise.resolve();
}
const machine = new StillMachine();

class QuietWorld extends OutsideWorld {
  override setHandset = (): Promise<void> => Promise.resolve();
  override setMailbox = (): Promise<void> => Promise.resolve();
}

const visitAt = (startsAt: string, id: string): BookedVisit => ({
  id,
  startsAt,
  endsAt: new Date(Date.parse(startsAt) + HOUR_MS).toISOString(),
});

/** Says yes to everything that a front desk writes down. */
class YesSayer extends StaffSession {
  private booked = 0;
  private readonly places: readonly string[];

  constructor(
    private readonly clinic: DemoClinic,
    world: OutsideWorld,
  ) {
    super('http://nowhere.example', clinic.ownerEmail, world, machine);
    this.places = Array.from({ length: 25 }, (_unused, day) =>
      ['09:00', '11:00', '14:00', '17:00'].map((time) => utcOf({ date: addDays(FIRST_DAY, day), time }, clinic.zone)),
    )
      .flat()
      .map((at) => at.toISOString());
  }

  /** An imported calendar has whatever visit is looked for. */
  override get<T>(path: string): Promise<T> {
    return this.answer<T>({ items: this.places.map((startsAt) => visitAt(startsAt, `${path} ${startsAt}`)) });
  }

  override post<T>(path: string, body: object): Promise<T> {
    this.booked += 1;
    const id = path.endsWith('/move') ? (path.split('/').at(-2) ?? '') : `${this.clinic.clinicId}-${this.booked}`;
    const startsAt = 'startsAt' in body ? String(body.startsAt) : '2027-03-01T10:00:00.000Z';
    return this.answer<T>({ ref: id, ...visitAt(startsAt, id) });
  }

  override put<T>(): Promise<T> {
    return this.answer<T>({});
  }

  override patch<T>(): Promise<T> {
    return this.answer<T>({});
  }

  private answer<T>(body: object): Promise<T> {
    return Promise.resolve(body as T); // what the demo reads of an answer
  }
}

const playWithoutProduct = async (seed: string): Promise<Run> => {
  let now = utcOf({ date: FIRST_DAY, time: '00:00' }, 'Australia/Sydney');
  const run: Run = {
    ...{ publicUrl: '', world: new QuietWorld('http://nowhere.example'), machine, now: () => now },
    ...{ agenda: new Agenda(now), keeper: new RecordKeeper() },
    days: { first: FIRST_DAY, last: lastVisitDay(options) },
    until: utcOf({ date: endDay(options), time: '00:00' }, 'America/New_York'),
  };
  for (const clinic of DEMO_CLINICS) {
    const size = { clients: options.clientsPerClinic, imported: 16, arrivalDays: 25 };
    const dice = new Dice(`${seed}/${clinic.clinicId}`);
    new Community(clinic, new YesSayer(clinic, run.world), size, dice, run).plan('');
  }
  for (let next = run.agenda.nextAt(); next !== undefined && next < run.until; next = run.agenda.nextAt()) {
    now = next;
    for (const act of run.agenda.take(now)) {
      if (!act.who.startsWith(STAFF) || act.what === 'import the calendar') await act.run();
    }
  }
  return run;
};

/** Nobody hears of a note here, and whoever waits for one never comes back: with the product it is some thirty visits more. */
const WITHOUT_NOTES = 580;

describe('a full run of any seed', () => {
  it('has sessions to spare', async () => {
    const seeds = Array.from({ length: 8 }, (_unused, index) => String(index * 11));
    const sizes: number[] = [];
    for (const seed of seeds) {
      const { keeper, until } = await playWithoutProduct(seed);
      const tookPlace = newestBookings(keeper.bookings).filter(
        ({ what, endsAt }) =>
          what === 'complete' || (what === 'book' && Date.parse(endsAt) + 3 * HOUR_MS <= until.getTime()),
      );
      sizes.push(tookPlace.length);
    }
    expect(Math.min(...sizes)).toBeGreaterThan(WITHOUT_NOTES);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(80);
  });
});
