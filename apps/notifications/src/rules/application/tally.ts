import { dateOf } from '@aftercare/kernel';
import type { LocalDate } from '@aftercare/kernel';
import type { Reminder } from '../../reminders/application/waiting-plans.js';
import { WEEKS, weekOf, weeksFrom } from '../domain/weeks.js';

/** The way that a message would go by what the client agreed to; `none`: it would be skipped. */
export type Way = 'sms' | 'email' | 'none';
type Ways = Readonly<Record<Way, number>>;
type RoutineFamily = 'appointment' | 'survey' | 'follow-up';

/** Messages of some days. */
export interface Messages {
  readonly messages: number;
  /** Clients who get one or more of them. */
  readonly people: number;
  /** Parts of texts; what a part costs is between the clinic and its provider. */
  readonly smsParts: number;
  readonly families: Readonly<Record<RoutineFamily, Ways>>;
}

export interface Forecast {
  readonly weeks: readonly { readonly weekOf: LocalDate; readonly before: Messages; readonly after: Messages }[];
  readonly total: { readonly before: Messages & Busiest; readonly after: Messages & Busiest };
  /** What is planned after these weeks. */
  readonly beyond: { readonly before: number; readonly after: number };
  readonly balance: Balance;
}

interface Busiest {
  readonly mostOnOneDay: number;
}

/** Where every message of `before` went, and where every one of `after` comes from. */
export interface Balance {
  readonly before: number;
  readonly unchanged: number;
  readonly moved: number;
  readonly withdrawn: number;
  readonly movedBeyond: number;
  readonly movedIn: number;
  readonly added: number;
  readonly after: number;
}

class Pile {
  private messages = 0;
  private smsParts = 0;
  private readonly people = new Set<string>();
  private readonly families = { appointment: noWays(), survey: noWays(), 'follow-up': noWays() };

  add({ clientRef, family }: Reminder, way: Way, parts: number): void {
    this.messages += 1;
    this.people.add(clientRef);
    if (way === 'sms') this.smsParts += parts;
    if (family === 'appointment' || family === 'survey' || family === 'follow-up') this.families[family][way] += 1;
  }

  read(): Messages {
    return {
      ...{ messages: this.messages, people: this.people.size, smsParts: this.smsParts },
      families: structuredClone(this.families),
    };
  }
}

const noWays = (): Record<Way, number> => ({ sms: 0, email: 0, none: 0 });

class Side {
  readonly weeks = Array.from({ length: WEEKS }, () => new Pile());
  readonly total = new Pile();
  readonly days = new Map<LocalDate, number>();
  beyond = 0;
}

interface Counted {
  readonly row: Reminder;
  readonly way: Way;
  readonly parts: number;
}

/** Adds up what is planned before and after, row by row; what it holds grows with people and days, not with rows. */
export class Tally {
  private readonly before = new Side();
  private readonly after = new Side();
  private readonly mondays: readonly LocalDate[];
  private readonly balance = { unchanged: 0, moved: 0, withdrawn: 0, movedBeyond: 0, movedIn: 0, added: 0 };

  constructor(
    private readonly zone: string,
    now: Date,
  ) {
    this.mondays = weeksFrom(dateOf(now, zone));
  }

  /** One row as it is and as it would be; absent where it does not wait. */
  add(was: Counted | undefined, is: Counted | undefined): void {
    const from = was && this.count(this.before, was);
    const to = is && this.count(this.after, is);
    const what = whatBecame(from, to, was?.row === is?.row);
    if (what !== undefined) this.balance[what] += 1;
  }

  read(): Forecast {
    const { unchanged, moved, withdrawn, movedBeyond, movedIn, added } = this.balance;
    return {
      weeks: this.mondays.map((monday, week) => ({
        weekOf: monday,
        before: (this.before.weeks[week] ?? new Pile()).read(),
        after: (this.after.weeks[week] ?? new Pile()).read(),
      })),
      total: { before: totalOf(this.before), after: totalOf(this.after) },
      beyond: { before: this.before.beyond, after: this.after.beyond },
      balance: {
        before: unchanged + moved + withdrawn + movedBeyond,
        ...this.balance,
        after: unchanged + moved + movedIn + added,
      },
    };
  }

  /** Is it within the weeks? */
  private count(side: Side, { row, way, parts }: Counted): boolean {
    const day = dateOf(row.dueAt, this.zone);
    const pile = side.weeks[weekOf(day, this.mondays[0] ?? day)];
    if (pile === undefined) {
      side.beyond += 1;
      return false;
    }
    pile.add(row, way, parts);
    side.total.add(row, way, parts);
    side.days.set(day, (side.days.get(day) ?? 0) + 1);
    return true;
  }
}

const totalOf = ({ total, days }: Side): Messages & Busiest => ({
  ...total.read(),
  mostOnOneDay: [...days.values()].reduce((most, one) => Math.max(most, one), 0),
});

/** Undefined: the row does not wait, or waits beyond the weeks both times. */
const whatBecame = (
  from: boolean | undefined,
  to: boolean | undefined,
  isSame: boolean,
): Exclude<keyof Balance, 'before' | 'after'> | undefined => {
  if (from === true) {
    if (to === undefined) return 'withdrawn';
    if (!to) return 'movedBeyond';
    return isSame ? 'unchanged' : 'moved';
  }
  if (to !== true) return undefined;
  return from === undefined ? 'added' : 'movedIn';
};
