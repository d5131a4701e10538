import { addDays, utcOf, weekdayOf, type LocalDate } from '@aftercare/kernel';
import type { DemoClinic } from './clinics.js';
import type { Dice } from './dice.js';

/** What becomes of a visit in the end. */
export type VisitFate = 'completed' | 'forgotten' | 'forgotten-absent' | 'no-show' | 'cancelled' | 'moved';

/** A place in the diary of one practitioner. Each works in a room of their own. */
export interface Slot {
  readonly startsAt: Date;
  readonly practitioner: number;
  readonly date: LocalDate;
  readonly time: string;
}

const SLOT_TIMES = ['09:00', '11:00', '14:00', '17:00'];

/** Technique and length of a visit; the practitioner must be trained where the catalogue asks for it. */
export const techniqueOf = (
  dice: Dice,
  skills: readonly string[],
): { readonly technique: string; readonly minutes: number } => {
  const choices = [
    { technique: 'swedish', minutes: 60 },
    ...(skills.includes('deep-tissue')
      ? [{ technique: 'deep-tissue', minutes: Number(dice.weighted({ '75': 1, '90': 5 })) }]
      : []),
    ...(skills.includes('trigger-point')
      ? [{ technique: 'trigger-point', minutes: Number(dice.weighted({ '30': 3, '45': 1, '60': 5 })) }]
      : []),
    ...(skills.includes('craniosacral') ? [{ technique: 'craniosacral', minutes: 60 }] : []),
    ...(skills.includes('myofascial') ? [{ technique: 'myofascial', minutes: 60 }] : []),
  ];
  return choices[dice.int(0, choices.length - 1)] ?? { technique: 'swedish', minutes: 60 };
};

export interface PlaceWish {
  readonly from: LocalDate;
  readonly last: LocalDate;
  /** Which practitioners will do. */
  readonly isAble?: (practitioner: number) => boolean;
}

/** Which places of a clinic are taken; nobody in the demo books over somebody else. */
export class Diary {
  private readonly taken = new Set<string>();

  constructor(private readonly clinic: DemoClinic) {}

  /** The first free place on or after a date (at most two weeks later), with an able practitioner chosen by the dice. */
  reserve(wish: PlaceWish, dice: Dice): Slot | undefined {
    const { from, last, isAble = () => true } = wish;
    for (let offset = 0; offset < 14; offset += 1) {
      const date = addDays(from, offset);
      if (date > last) return undefined;
      if (!this.clinic.openDays.includes(weekdayOf(date))) continue;
      const free = this.freeOn(date).filter((one) => isAble(one.practitioner));
      const slot = free[dice.int(0, Math.max(0, free.length - 1))];
      if (slot === undefined) continue;
      this.taken.add(keyOf(slot));
      return slot;
    }
    return undefined;
  }

  release(slot: Slot): void {
    this.taken.delete(keyOf(slot));
  }

  private freeOn(date: LocalDate): readonly Slot[] {
    return this.clinic.practitioners.flatMap((_one, practitioner) =>
      SLOT_TIMES.map((time) => ({
        date,
        time,
        practitioner,
        startsAt: utcOf({ date, time }, this.clinic.zone),
      })).filter((slot) => !this.taken.has(keyOf(slot))),
    );
  }
}

const keyOf = (slot: Slot): string => `${slot.practitioner}/${slot.date}/${slot.time}`;

export const fateOf = (dice: Dice): VisitFate =>
  dice.weighted({ completed: 71, forgotten: 10, 'forgotten-absent': 2, 'no-show': 4, cancelled: 6, moved: 7 });
