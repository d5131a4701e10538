import { randomUUID } from 'node:crypto';
import type { MachineTime } from '@aftercare/kernel';
import { send, UnexpectedAnswerError } from '../../demo/http/json-http.js';
import type { HttpAnswer } from '../../demo/http/json-http.js';
import type { OutsideWorld } from '../../demo/http/outside-world.js';
import { StaffSession } from '../../demo/http/staff-session.js';
import type { Visit } from '../oracle/owed.js';
import type { ProductTime } from '../stack/product-time.js';

const COUNTRY = { country: 'GB', locale: 'en-GB', zone: 'Europe/London' } as const;
/** A practitioner's day is one guarded record; more visits on it than this only make the record long. */
const VISITS_PER_PRACTITIONER = 100;
/** A visit that is being booked when the process dies keeps its practitioner's day locked for a while. */
const FEWEST_PRACTITIONERS = 8;
/** Two messages each, and each of them may go on the other channel as well: under the twenty a day after which staff are asked. */
export const VISITS_PER_CLIENT = 4;
const RETRY_MS = 250;
const OPENING_TRIES = 20;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** A visit lies a day and this many minutes ahead, so that its reminder falls due soon after it was booked. */
const MINUTES_AHEAD = 4;

export interface DeskClient {
  readonly ref: string;
  readonly phone: string;
  readonly email: string;
}

interface BookedVisit {
  readonly id: string;
  readonly startsAt: string;
  readonly bookedAt: string;
}

/** The front desk of one clinic: opens it, registers people, books visits. It tries again until it has an answer. */
export class Desk {
  private readonly practitioners: string[] = [];
  readonly clients: DeskClient[] = [];
  /** Who comes first: those of the plan in turn, then one new person for every few visits beyond it. */
  private planned = 0;
  private readonly later = new Map<number, Promise<DeskClient>>();
  private booked = 0;

  constructor(
    private readonly staff: StaffSession,
    private readonly at: {
      readonly number: number;
      readonly machine: MachineTime;
      readonly time: ProductTime;
    },
  ) {}

  static async open(
    code: string,
    given: {
      readonly number: number;
      readonly publicUrl: string;
      readonly world: OutsideWorld;
      readonly machine: MachineTime;
      readonly time: ProductTime;
    },
  ): Promise<Desk> {
    const { number, publicUrl, world, machine } = given;
    const email = `owner-${number}@staff.example`;
    const name = `House ${String.fromCharCode(65 + number)}`;
    const clinic = { ...COUNTRY, name, alias: name, phone: '+442079460011', smsSender: `+44770090090${number}` };
    const ask = (): Promise<HttpAnswer> =>
      send(`${publicUrl}/api/auth/first-owner`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: publicUrl },
        body: JSON.stringify({ code, email, clinic: { ...clinic, emailFrom: 'notes@clinic.example' } }),
      });
    let answer = await ask();
    // Nothing is killed yet, but on a busy machine an owner of data may not answer in time; the code stays good.
    for (let tries = 1; answer.status === 503 && tries < OPENING_TRIES; tries += 1) {
      await machine.sleep(RETRY_MS);
      answer = await ask();
    }
    if (answer.status !== 201) throw new UnexpectedAnswerError('opening the clinic', answer);
    const desk = new Desk(new StaffSession(publicUrl, email, world, machine), given);
    await desk.staff.patch('/api/scheduling/v1/clinic', { sendMode: 'live', rooms: ['Room 1'] });
    return desk;
  }

  async registerAll(clients: number, visits: number): Promise<void> {
    const practitioners = Math.max(FEWEST_PRACTITIONERS, Math.ceil(visits / VISITS_PER_PRACTITIONER));
    const competencies = [{ code: 'trigger-point', evidence: 'certificate seen', hours: 40 }];
    for (let index = 0; index < practitioners; index += 1) {
      const body = { name: `Practitioner ${index}`, competencies };
      this.practitioners.push((await this.persistently<{ id: string }>('practitioners', body)).id);
    }
    await inTurns(clients, (index) => this.register(index));
    this.planned = clients;
  }

  /** The next visit of the next client, on a minute of its own among the client's visits. */
  async bookNext(): Promise<Visit | undefined> {
    const turn = this.booked;
    this.booked += 1;
    const { client, round } = await this.whoseTurn(turn);
    if (client === undefined) return undefined;
    const soonest = this.at.time.now().getTime() + DAY_MS + (MINUTES_AHEAD + round) * MINUTE_MS;
    const booked = await this.persistently<BookedVisit>('bookings', {
      clientRef: client.ref,
      practitionerId: this.practitioners[turn % this.practitioners.length],
      techniques: ['swedish'],
      startsAt: new Date(Math.ceil(soonest / MINUTE_MS) * MINUTE_MS).toISOString(),
      durationMin: 60,
      overlapReason: 'a group',
    });
    return {
      bookingId: booked.id,
      phone: client.phone,
      email: client.email,
      startsAt: new Date(booked.startsAt),
      bookedAt: new Date(booked.bookedAt),
    };
  }

  private async whoseTurn(turn: number): Promise<{ readonly client: DeskClient | undefined; readonly round: number }> {
    const beyond = turn - this.planned * VISITS_PER_CLIENT;
    if (beyond < 0) return { client: this.clients[turn % this.planned], round: Math.floor(turn / this.planned) };
    const index = this.planned + Math.floor(beyond / VISITS_PER_CLIENT);
    const registering = this.later.get(index) ?? this.register(index);
    this.later.set(index, registering);
    return { client: await registering, round: beyond % VISITS_PER_CLIENT };
  }

  private async register(index: number): Promise<DeskClient> {
    const number = this.at.number * 100_000 + index;
    const phone = `+447911${100_000 + number}`;
    const email = `person-${number}@example.com`;
    const names = { firstName: 'Mara', lastName: 'T', yearOfBirth: 1980 };
    const body = { ...COUNTRY, country: undefined, ...names, phone, email };
    const { ref } = await this.persistently<{ ref: string }>('clients', body);
    const client = { ref, phone, email };
    this.clients.push(client);
    return client;
  }

  /** With one key over all tries, so that what was made without an answer is not made twice. */
  private async persistently<T>(what: string, body: object): Promise<T> {
    const key = randomUUID();
    for (;;) {
      try {
        return await this.staff.post<T>(`/api/scheduling/v1/${what}`, body, key);
      } catch (error) {
        if (error instanceof UnexpectedAnswerError && / answered (400|403|404|422):/u.test(error.message)) throw error;
        await this.at.machine.sleep(RETRY_MS);
      }
    }
  }
}

const AT_ONCE = 8;

/** All of `count`, a few at the same time. */
export const inTurns = async (count: number, work: (index: number) => Promise<unknown>): Promise<void> => {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await work(next - 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};
