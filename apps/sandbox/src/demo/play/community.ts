import { addDays, daysBetween, localOf, utcOf, weekdayOf } from '@aftercare/kernel';
import { ClientLife, type PlannedVisit } from '../actors/client-life.js';
import { ClientPhone } from '../actors/client-phone.js';
import { ClinicOffice } from '../actors/clinic-office.js';
import { calendarImport } from './calendar-import.js';
import type { DemoClinic } from '../domain/clinics.js';
import type { Dice } from '../domain/dice.js';
import { makePerson } from '../domain/people.js';
import { Diary } from '../domain/visits.js';
import type { StaffSession } from '../http/staff-session.js';
import type { Run } from './run.js';

export interface CommunitySize {
  /** All clients of the clinic. */
  readonly clients: number;
  /** Those of them whose first visit stands in the calendar that is imported on the first morning. */
  readonly imported: number;
  /** New clients come in over this many days. */
  readonly arrivalDays: number;
}

interface Member {
  readonly index: number;
  readonly life: ClientLife;
  readonly phone: ClientPhone;
}

const HALF_HOUR_MS = 30 * 60_000;

/** Staff come before everybody else in the order of an instant, so that what they see does not depend on who was faster. */
export const STAFF = ' staff of';

/** One clinic with its staff and its clients. */
export class Community {
  readonly office: ClinicOffice;
  private readonly diary: Diary;
  private readonly members: readonly Member[];
  private readonly byPhone = new Map<string, ClientPhone>();
  private readonly byEmail = new Map<string, ClientPhone>();

  constructor(
    readonly clinic: DemoClinic,
    staff: StaffSession,
    private readonly size: CommunitySize,
    private readonly dice: Dice,
    private readonly run: Run,
  ) {
    this.office = new ClinicOffice(clinic, staff, run);
    this.diary = new Diary(clinic);
    this.members = Array.from({ length: size.clients }, (_unused, index) => this.member(index));
  }

  /** Plans the first morning and everybody's first visit. */
  plan(setupCode: string): void {
    const morning = (time: string): Date => utcOf({ date: this.run.days.first, time }, this.clinic.zone);
    this.planStaff(morning('08:00'), 'open the clinic', () => this.office.open(setupCode));
    this.planStaff(morning('09:00'), 'import the calendar', () => this.importCalendar());
    for (const member of this.members.slice(this.size.imported)) this.planArrival(member);
    this.planFlagRounds(addDays(this.run.days.first, 1));
    if (this.clinic.narrowsHours !== undefined) this.planNarrowerHours(this.clinic.narrowsHours);
  }

  /** Half-way through, the owner decides to write to people in fewer hours; before the desk opens, so that nothing changes meanwhile. */
  private planNarrowerHours(hours: NonNullable<DemoClinic['narrowsHours']>): void {
    const { first, last } = this.run.days;
    // Not on the day on which the clinic opens.
    const date = addDays(first, Math.max(1, Math.floor(daysBetween(first, last) / 2)));
    this.planNarrowing(utcOf({ date, time: '08:00' }, this.clinic.zone), hours);
  }

  /** Half an hour later where the clinic's settings are still being carried out: a small run may come to it within seconds. */
  private planNarrowing(at: Date, hours: NonNullable<DemoClinic['narrowsHours']>): void {
    this.planStaff(at, 'narrow the hours', async () => {
      if (await this.office.isChanging()) this.planNarrowing(new Date(at.getTime() + HALF_HOUR_MS), hours);
      else this.run.keeper.rules.push(await this.office.narrowHours(hours));
    });
  }

  /** Every third day somebody sees to the flags. */
  private planFlagRounds(from: string): void {
    for (let date = from; date <= this.run.days.last; date = addDays(date, 3)) {
      this.planStaff(utcOf({ date, time: '12:00' }, this.clinic.zone), 'see to the flags', () =>
        this.office.clearFlags(),
      );
    }
  }

  onText(to: string, from: string, body: string): void {
    if (from === this.clinic.smsSender) this.byPhone.get(to)?.onText(body, from);
  }

  onMail(to: string, text: string): void {
    this.byEmail.get(to)?.onMail(text);
  }

  private member(index: number): Member {
    const person = makePerson(this.clinic, index, this.dice);
    const dice = this.dice.fork(`life/${index}`);
    const life = new ClientLife(person, this.office, this.diary, dice, this.run);
    const phone = new ClientPhone(person, life, dice.fork('phone'), this.run);
    if (person.phone !== null) this.byPhone.set(person.phone, phone);
    if (person.email !== null) this.byEmail.set(person.email, phone);
    return { index, life, phone };
  }

  private planArrival({ index, life }: Member): void {
    const dice = this.dice.fork(`arrival/${index}`);
    let date = addDays(this.run.days.first, dice.int(0, this.size.arrivalDays));
    while (!this.clinic.openDays.includes(weekdayOf(date))) date = addDays(date, 1);
    const time = dice.pick(['10:00', '12:00', '15:00']);
    const lead = dice.pick([1, 3, 4, 5, 6, 8, 10]);
    const arrive = async (): Promise<void> => {
      const visit = life.wish(addDays(date, lead));
      await life.begin();
      if (visit !== undefined) await life.book(visit);
    };
    this.run.agenda.plan(utcOf({ date, time }, this.clinic.zone), {
      who: life.person.name,
      what: 'arrive',
      run: arrive,
    });
  }

  private planStaff(at: Date, what: string, run: () => Promise<void>): void {
    this.run.agenda.plan(at, { who: `${STAFF} ${this.clinic.clinicId}`, what, run });
  }

  /** The clients of the old calendar are entered, then the file is imported: a dry run first, as a careful owner would. */
  private async importCalendar(): Promise<void> {
    const known = this.members.slice(0, this.size.imported);
    const planned: { readonly life: ClientLife; readonly visit: PlannedVisit }[] = [];
    for (const { index, life } of known) {
      await life.begin();
      const visit = life.wish(addDays(this.run.days.first, 1 + (index % 9)));
      if (visit !== undefined) planned.push({ life, visit });
    }
    const visits = planned.map(({ life, visit }) => ({ person: life.person, clientRef: life.clientRef, visit }));
    const file = calendarImport(this.clinic, visits, this.run.now());
    await this.office.importCalendar({ ...file, dryRun: true });
    await this.office.importCalendar({ ...file, dryRun: false });
    for (const { life, visit } of planned) await this.adopt(life, visit);
  }

  private async adopt(life: ClientLife, visit: PlannedVisit): Promise<void> {
    const visits = await this.office.visitsOf(life.clientRef);
    const startsAt = visit.slot.startsAt.getTime();
    const booked = visits.find((one) => Date.parse(one.startsAt) === startsAt);
    if (booked === undefined) {
      const local = localOf(visit.slot.startsAt, this.clinic.zone);
      throw new Error(`the import of ${this.clinic.name} left out ${life.person.name} on ${local.date} ${local.time}`);
    }
    life.adopt(visit, booked);
  }
}
