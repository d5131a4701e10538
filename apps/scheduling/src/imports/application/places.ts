import type { FieldProblem } from '@aftercare/kernel';
import type { BookingDesk } from '../../bookings/application/booking-desk.js';
import type { Booking } from '../../bookings/application/ports.js';

/** A time that is wanted, and the one that is held for the same visit now. */
export interface Wanted {
  readonly before: Booking | undefined;
  readonly after: Booking;
}

/** Why these did not get their times. */
export type Refused = ReadonlyMap<Wanted, readonly FieldProblem[]>;

/** Everything that moves gives its old time back before anything takes a new one: so one visit may take the place that another leaves. */
const tryAll = (desk: BookingDesk, wanted: readonly Wanted[], staying: ReadonlySet<Wanted>): Refused => {
  const refused = new Map<Wanted, readonly FieldProblem[]>();
  const going = wanted.filter((each) => !staying.has(each));
  for (const { before } of going) if (before !== undefined) desk.giveBack(before);
  for (const each of going) {
    const clashes = desk.clashes(each.after.id, each.after);
    if (clashes.length === 0) desk.take(each.after);
    else refused.set(each, clashes);
  }
  return refused;
};

/** What stays where it is may leave no room for others, so all are tried again around it. */
const settle = (desk: BookingDesk, wanted: readonly Wanted[]): Refused => {
  const staying = new Set<Wanted>();
  for (;;) {
    const refused = tryAll(desk, wanted, staying);
    const back = [...refused.keys()].filter(({ before }) => before !== undefined);
    if (back.length === 0) return new Map([...refused, ...[...staying].map((each) => [each, []] as const)]);
    for (const each of wanted) if (!staying.has(each) && !refused.has(each)) desk.giveBack(each.after);
    for (const each of back) staying.add(each);
    for (const { before } of wanted) if (before !== undefined) desk.take(before);
  }
};

/** Gives all their times as far as they are free. What is refused would be refused again if it were asked for once more. */
export const takePlaces = (desk: BookingDesk, wanted: readonly Wanted[]): Refused => {
  const refused = new Map(settle(desk, wanted));
  for (let changed = refused.size > 0; changed;) {
    changed = false;
    for (const each of refused.keys()) {
      const clashes = desk.clashes(each.after.id, each.after);
      refused.set(each, clashes);
      if (clashes.length > 0) continue;
      if (each.before !== undefined) desk.giveBack(each.before);
      desk.take(each.after);
      refused.delete(each);
      changed = true;
    }
  }
  return refused;
};
