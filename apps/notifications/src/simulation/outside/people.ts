import { clientChangedV1, clinicChangedV1 } from '@aftercare/contracts';
import { addDays, dateOf } from '@aftercare/kernel';
import type { ServiceProcess } from '../service/process.js';
import type { ToldContact } from '../../contacts/application/contact-directory.js';
import { nameOf } from './facts.js';
import { SOME_HOURS, ZONES } from './town.js';
import { someRules } from './some-rules.js';
import { HOUR_MS } from './outside.js';
import type { Outside } from './outside.js';

const TEXTS = ['STOP', 'stop please', 'START', 'HELP', 'cancel', 'see you', 'what is this', 'Stop'] as const;
const CLOSING: readonly string[] = ['STOP', 'stop please', 'cancel', 'Stop'];

/** A webhook that comes again does so at once, or after seconds or minutes. */
const AGAIN_AFTER_HOURS: readonly [number, ...number[]] = [0, 0, 1 / 3600, 20 / 3600, 1 / 6];

/** Whom a text or a choice reaches; undefined while nobody is there. */
export type AnyProcess = () => ServiceProcess | undefined;

/** What people and their clinics do beside visits and forms. */
export class People {
  private count = 0;
  private deliveries = 0;

  constructor(
    private readonly outside: Outside,
    private readonly anyProcess: AnyProcess,
    private readonly texts: {
      /** Twilio blocks a number by itself. */
      readonly block: ((from: string, to: string, isClosed: boolean) => void) | undefined;
      /** The service has it. */
      readonly isKept: (messageId: string) => boolean;
    },
  ) {}

  live(client: ToldContact, hours: number): void {
    const { random } = this.outside;
    const some = (act: () => void): void =>
      this.at(random.between(1, hours * 60) / 60, () => this.outside.atBadMoment(client, act));
    if (random.chance(0.4)) for (let n = random.between(1, 3); n > 0; n -= 1) some(() => this.text(client));
    if (random.chance(0.2)) some(() => this.waver(client));
    if (random.chance(0.5)) for (let n = random.between(1, 3); n > 0; n -= 1) some(() => this.choose(client));
    if (random.chance(0.25)) some(() => this.change(client, { zone: random.pick(ZONES) }));
    if (random.chance(0.1)) some(() => this.change(client, { zone: null }));
    if (random.chance(0.1)) some(() => this.change(client, { phone: null, country: null }));
    if (random.chance(0.1)) some(() => this.change(client, { email: null }));
  }

  run(clinicId: string, hours: number): void {
    const { facts, random, clock } = this.outside;
    if (random.chance(0.35))
      for (let n = random.between(1, 3); n > 0; n -= 1)
        this.at(random.between(1, hours), () =>
          this.collide(clinicId, () => this.set(clinicId, this.someSettings(clinicId))),
        );
    if (random.chance(0.3))
      for (let n = random.between(1, 2); n > 0; n -= 1)
        this.at(random.between(1, hours), () => this.collide(clinicId, () => this.apply(clinicId)));
    if (!random.chance(0.3)) return;
    const set = (changes: object): void => this.set(clinicId, changes);
    const at = random.between(1, hours);
    this.at(at, () => {
      const zone = facts.clinics.get(clinicId)?.zone ?? 'UTC';
      const sendMode = random.pick(['off', 'staff', 'rehearsal'] as const);
      set(random.chance(0.5) ? { closureDays: [addDays(dateOf(clock.now(), zone), 2)] } : { sendMode });
    });
    this.at(at + random.between(1, 40), () => set({ sendMode: 'live' }));
  }

  private set(clinicId: string, changes: object): void {
    const { facts, teller } = this.outside;
    const rules = facts.clinics.get(clinicId);
    if (rules === undefined) return;
    const plan = { ...rules, ...changes, version: rules.version + 1 };
    facts.clinics.set(clinicId, plan);
    const eventId = teller.tell(clinicChangedV1, clinicId, { clinicId, version: plan.version });
    facts.clinicsTold.get(clinicId)?.push({ eventId, plan });
  }

  /** In the moment before the next message to one of the clinic's people. */
  private collide(clinicId: string, act: () => void): void {
    const { facts, random, atBadMoment } = this.outside;
    const [first, ...rest] = [...facts.people.values()].filter((one) => one.clinicId === clinicId);
    if (first !== undefined) atBadMoment(random.pick([first, ...rest]), act);
  }

  /** Times of the clinic, otherwise; it moves to another zone only while nothing is booked. */
  private someSettings(clinicId: string): object {
    const { facts, random, clock } = this.outside;
    const zone = facts.clinics.get(clinicId)?.zone ?? 'UTC';
    const isBooked = [...facts.bookings.values()].some((one) => one.clinicId === clinicId && one.status === 'booked');
    const days = [1, 2, 3, 4, 5]
      .filter(() => random.chance(0.3))
      .map((ahead) => addDays(dateOf(clock.now(), zone), ahead));
    const ways = [
      { quietHours: random.pick(SOME_HOURS) },
      { quietHours: random.pick(SOME_HOURS), closureDays: days },
      { closureDays: days },
      { holidayRegion: random.pick([null, 'GB-ENG', 'US', 'DE-BY']) },
    ] as const;
    return !isBooked && random.chance(0.3) ? { zone: random.pick(ZONES) } : random.pick(ways);
  }

  private apply(clinicId: string): void {
    this.anyProcess()
      ?.applyRules(clinicId, someRules(this.outside.random))
      .catch(() => undefined);
  }

  private at(hours: number, act: () => void): void {
    const { agenda, clock } = this.outside;
    agenda.at(new Date(clock.ms + Math.round(hours * HOUR_MS)), act);
  }

  private change(client: ToldContact, changes: Partial<ToldContact>): void {
    const { facts, teller } = this.outside;
    const known = facts.people.get(nameOf(client));
    if (known === undefined) return;
    const plan = { ...known, ...changes, version: known.version + 1 };
    facts.people.set(nameOf(client), plan);
    const told = { clientRef: client.clientRef, version: plan.version };
    const eventId = teller.tell(clientChangedV1, client.clinicId, told);
    facts.peopleTold.get(nameOf(client))?.push({ eventId, plan });
  }

  /** Somebody who cannot decide writes again within seconds. */
  private waver(client: ToldContact): void {
    const { random } = this.outside;
    let seconds = 0;
    for (const text of random.pick([
      ['START', 'STOP'],
      ['STOP', 'START', 'Stop'],
      ['STOP', 'START'],
    ] as const)) {
      this.at(seconds / 3600, () => this.text(client, text));
      seconds += random.pick([0.001, 0.05, 1, 5, 30]) * random.between(1, 2);
    }
  }

  private text(client: ToldContact, text = this.outside.random.pick(TEXTS)): void {
    const { facts, random } = this.outside;
    const phone = facts.people.get(nameOf(client))?.phone;
    const sender = facts.clinics.get(client.clinicId)?.smsSender;
    if (phone == null || sender === undefined) return;
    this.count += 1;
    this.texts.block?.(sender, phone, CLOSING.includes(text));
    const message = { messageId: `SM${this.count}`, from: phone, to: sender, text };
    facts.written.set(message.messageId, {
      messageId: message.messageId,
      line: `${sender}/${phone}`,
      text,
      cameAt: [],
    });
    this.deliver(message);
    if (random.chance(0.2)) this.at(random.pick(AGAIN_AFTER_HOURS), () => this.deliver(message));
  }

  /** A webhook that nobody takes is lost; one that was taken and not finished is the service's own affair. */
  private deliver(message: {
    readonly messageId: string;
    readonly from: string;
    readonly to: string;
    readonly text: string;
  }): void {
    const process = this.anyProcess();
    if (process === undefined) return;
    this.deliveries += 1;
    const { facts, clock } = this.outside;
    // What was kept comes again without a meaning.
    if (!this.texts.isKept(message.messageId))
      facts.written.get(message.messageId)?.cameAt.push({ order: this.deliveries, ms: clock.ms });
    process.receive.execute(message).catch(() => undefined);
  }

  /** Who asked for no more notes in a form wants them again. */
  regret(client: { readonly clinicId: string; readonly clientRef: string }, channel: 'sms' | 'email'): void {
    this.anyProcess()
      ?.consents.change(client, [{ channel, purpose: 'follow-up', granted: true }], { source: 'choices-page' })
      .catch(() => undefined);
  }

  private choose(client: ToldContact): void {
    const { random } = this.outside;
    const change = {
      channel: random.pick(['sms', 'email'] as const),
      purpose: random.pick(['appointment', 'survey', 'follow-up', 'follow-up'] as const),
      granted: random.chance(0.6),
    };
    this.anyProcess()
      ?.consents.change(client, [change], { source: 'choices-page' })
      .catch(() => undefined);
  }
}
