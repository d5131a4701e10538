import { addDays, dateOf, daysBetween, type LocalDate } from '@aftercare/kernel';
import type { Journey, QuarterlySlot } from './journey.js';
import { morningOf, visitsOf, type Visit, type Wanted } from './plan.js';
import type { Frame, Survey } from './survey.js';

/** Day 90 of care, and every 90 days from there (domain.md 2.4). */
const QUARTER = 90;
const REMIND_DAYS = 3;
const REMIND_AGAIN_DAYS = 7;
const CLOSE_DAYS = 14;
/** It keeps this far from the invitation to another form, and waits no longer than two weeks for a free day. */
const CLEAR_DAYS = 3;
const LONGEST_WAIT = 14;
const DAY_MS = 86_400_000;

/** A set whose invitation has fallen due: its day stands, and the next one keeps its distance from it. */
export const askedSets = (surveys: Iterable<Survey>, at: Date): readonly Survey[] =>
  [...surveys].filter(
    ({ instrument, times }) => instrument === 'quarterly@1' && times.inviteAt.getTime() <= at.getTime(),
  );

const later = (one: LocalDate, other: LocalDate | undefined): LocalDate =>
  other !== undefined && other > one ? other : one;

/** The first visit of each quarter of care: whoever does not come any more is not asked. */
const visitsByQuarter = (visits: readonly Visit[], first: LocalDate, frame: Frame): ReadonlyMap<number, Visit> => {
  const quarters = new Map<number, Visit>();
  for (const visit of visits) {
    const day = Math.max(0, daysBetween(first, dateOf(visit.endedAt, frame.clientZone)));
    const quarter = Math.floor(day / QUARTER) + 1;
    if (!quarters.has(quarter)) quarters.set(quarter, visit);
  }
  return quarters;
};

const isTaken = (instant: Date, { times }: Wanted): boolean =>
  instant.getTime() > times.inviteAt.getTime() - CLEAR_DAYS * DAY_MS && instant.getTime() < times.closesAt.getTime();

/** The first day on which no other form is open or about to be asked. */
const freeDay = (from: LocalDate, others: readonly Wanted[], frame: Frame): LocalDate => {
  const days = Array.from({ length: LONGEST_WAIT }, (_, index) => addDays(from, index));
  const free = days.find((day) => !others.some((other) => isTaken(morningOf(day, frame), other)));
  return free ?? addDays(from, LONGEST_WAIT);
};

const timesOn = (date: LocalDate, frame: Frame): Wanted['times'] => ({
  inviteAt: morningOf(date, frame),
  remindAt: morningOf(addDays(date, REMIND_DAYS), frame),
  remindAgainAt: morningOf(addDays(date, REMIND_AGAIN_DAYS), frame),
  closesAt: morningOf(addDays(date, CLOSE_DAYS), frame),
});

interface Given {
  readonly others: readonly Wanted[];
  readonly asked: readonly Survey[];
}

/** One client's quarters, the earliest first; each knows when the one before it was asked. */
class Quarters {
  private last: LocalDate | undefined;

  constructor(
    private readonly slot: QuarterlySlot & { readonly kind: 'on' },
    private readonly first: LocalDate,
    private readonly frame: Frame,
    private readonly given: Given,
  ) {}

  want(quarter: number, visit: Visit): readonly Wanted[] {
    const occasion = `quarter-${quarter}`;
    const asked = this.given.asked.find((one) => one.occasion === occasion);
    const times = asked === undefined ? this.timesOf(quarter) : asked.times;
    if (times === undefined) return [];
    this.last = dateOf(times.inviteAt, this.frame.clientZone);
    // What was asked under another licence is not asked again in the same quarter.
    if (asked !== undefined && (asked.set !== this.slot.set || asked.state === 'withdrawn')) return [];
    return [
      {
        ...{ instrument: 'quarterly@1', set: this.slot.set, occasion, times, presumed: false },
        ...{ bookingId: visit.bookingId, sessionId: visit.sessionId, technique: undefined, visitAt: visit.endedAt },
      },
    ];
  }

  /** Undefined: the slot was not on by then, or the last one lies so near that the quarter is over before the next may be asked. */
  private timesOf(quarter: number): Wanted['times'] | undefined {
    const { minDays, since } = this.slot;
    const due = addDays(this.first, QUARTER * quarter);
    const from = later(due, this.last === undefined ? undefined : addDays(this.last, minDays));
    if (from >= addDays(due, QUARTER)) return undefined;
    const times = timesOn(freeDay(from, this.given.others, this.frame), this.frame);
    return times.inviteAt.getTime() < since.getTime() ? undefined : times;
  }
}

/** The quarterly sets that ought to be asked of a client. Pure, like the plan of our own forms. */
export const wantedSets = (journey: Journey, given: Given): readonly Wanted[] => {
  const { quarterly: slot, frame, firstSessionOn } = journey;
  const visits = visitsOf(journey);
  const [earliest] = visits;
  if (slot?.kind !== 'on' || frame === undefined || earliest === undefined) return [];
  const first = firstSessionOn ?? dateOf(earliest.endedAt, frame.clientZone);
  const quarters = new Quarters(slot, first, frame, given);
  return [...visitsByQuarter(visits, first, frame)]
    .sort(([one], [other]) => one - other)
    .flatMap(([quarter, visit]) => quarters.want(quarter, visit));
};
