import type { LocalDate } from '@aftercare/kernel';

/** Days in the clinic's zone, both included. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export const isWithin = (on: LocalDate, { from, to }: Period): boolean => on >= from && on <= to;
