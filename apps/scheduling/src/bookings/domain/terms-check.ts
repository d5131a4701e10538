import { DomainError, localOf, weekdayOf } from '@aftercare/kernel';
import type { FieldProblem, Weekday } from '@aftercare/kernel';
import { WALK_IN_MS } from './booking.js';

/** What a clinic's settings, catalogue and people say about a visit that somebody wants to book. */
export interface HouseRules {
  readonly zone: string;
  readonly openingHours: readonly { readonly weekday: Weekday; readonly from: string; readonly to: string }[];
  readonly closureDays: readonly string[];
  readonly rooms: readonly string[];
  readonly techniques: readonly TechniqueRule[];
  readonly practitioner: { readonly active: boolean; readonly competencies: readonly string[] };
  readonly longestMinutes: number;
}

export interface TechniqueRule {
  readonly code: string;
  readonly minMinutes: number;
  readonly requires: string | null;
  readonly archived: boolean;
}

export interface WantedVisit {
  readonly techniques: readonly string[];
  readonly room: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export type TermsCode =
  | 'UNKNOWN_TECHNIQUE'
  | 'NOT_TRAINED'
  | 'PRACTITIONER_INACTIVE'
  | 'UNKNOWN_ROOM'
  | 'TOO_SHORT'
  | 'TOO_LONG'
  | 'IN_THE_PAST'
  | 'CLINIC_CLOSED';

interface TermsProblem extends FieldProblem {
  readonly code: TermsCode;
}

/** The visit cannot be booked like this; the code is that of the first problem, each problem names its field. */
export class TermsRefusedError extends DomainError {
  override readonly kind = 'invalid';
  override readonly code: TermsCode;
  override readonly fields: readonly FieldProblem[];

  constructor(first: TermsProblem, problems: readonly TermsProblem[]) {
    super('this visit cannot be booked like this');
    this.code = first.code;
    this.fields = problems.map(({ field, message }) => ({ field, message }));
  }
}

const chosenOf = (codes: readonly string[], rules: HouseRules): readonly TechniqueRule[] =>
  rules.techniques.filter((technique) => codes.includes(technique.code) && !technique.archived);

/** The shortest length that the chosen techniques allow: the largest of their minima. */
export const shortestMinutes = (codes: readonly string[], rules: HouseRules): number =>
  Math.max(0, ...chosenOf(codes, rules).map((technique) => technique.minMinutes));

const techniqueProblems = (visit: WantedVisit, rules: HouseRules): readonly TermsProblem[] => {
  const chosen = chosenOf(visit.techniques, rules);
  const unknown = visit.techniques.filter((code) => !chosen.some((technique) => technique.code === code));
  const untrained = chosen.filter(
    ({ requires }) => requires !== null && !rules.practitioner.competencies.includes(requires),
  );
  return [
    ...unknown.map((code): TermsProblem => ({
      code: 'UNKNOWN_TECHNIQUE',
      field: 'techniques',
      message: `"${code}" is not in the catalogue`,
    })),
    ...untrained.map(({ code }): TermsProblem => ({
      code: 'NOT_TRAINED',
      field: 'practitionerId',
      message: `is not trained for "${code}"`,
    })),
  ];
};

const lengthProblems = (visit: WantedVisit, rules: HouseRules): readonly TermsProblem[] => {
  const minutes = (visit.endsAt.getTime() - visit.startsAt.getTime()) / 60_000;
  const shortest = shortestMinutes(visit.techniques, rules);
  if (minutes < shortest)
    return [{ code: 'TOO_SHORT', field: 'durationMin', message: `must be at least ${shortest} minutes` }];
  if (minutes > rules.longestMinutes)
    return [{ code: 'TOO_LONG', field: 'durationMin', message: `must be at most ${rules.longestMinutes} minutes` }];
  return [];
};

const isOpen = (visit: WantedVisit, rules: HouseRules): boolean => {
  const start = localOf(visit.startsAt, rules.zone);
  const end = localOf(visit.endsAt, rules.zone);
  if (start.date !== end.date || rules.closureDays.includes(start.date)) return false;
  return rules.openingHours.some(
    (span) => span.weekday === weekdayOf(start.date) && span.from <= start.time && end.time <= span.to,
  );
};

const timeProblems = (visit: WantedVisit, rules: HouseRules, now: Date): readonly TermsProblem[] => {
  if (visit.startsAt.getTime() < now.getTime() - WALK_IN_MS)
    return [{ code: 'IN_THE_PAST', field: 'startsAt', message: 'has already passed' }];
  if (!isOpen(visit, rules))
    return [{ code: 'CLINIC_CLOSED', field: 'startsAt', message: 'lies outside the opening hours' }];
  return [];
};

/** Refuses a visit that the house rules do not allow; overlaps are the day books' matter. */
export const checkTerms = (visit: WantedVisit, rules: HouseRules, now: Date): void => {
  const problems: readonly TermsProblem[] = [
    ...techniqueProblems(visit, rules),
    ...(rules.practitioner.active
      ? []
      : [{ code: 'PRACTITIONER_INACTIVE' as const, field: 'practitionerId', message: 'takes no visits at present' }]),
    ...(visit.room === null || rules.rooms.includes(visit.room)
      ? []
      : [{ code: 'UNKNOWN_ROOM' as const, field: 'room', message: 'is not one of the rooms' }]),
    ...lengthProblems(visit, rules),
    ...timeProblems(visit, rules, now),
  ];
  const [first] = problems;
  if (first !== undefined) throw new TermsRefusedError(first, problems);
};
