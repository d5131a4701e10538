import type { ClinicRules } from '../../clinics/application/ports.js';
import type { ReminderRules } from '../../reminders/application/rules.js';
import type { Durable } from '../service/durable.js';

/** A clinic's settings as its own rules narrow them, as far as the model looks at them. */
export interface Ruled extends ClinicRules {
  /** Calendar days before a visit, by kind. */
  readonly daysBefore: Readonly<Record<string, number>>;
  /** Kinds that the clinic does without. */
  readonly without: readonly string[];
}

interface Applied {
  readonly clinicId: string;
  readonly number: number;
  readonly rules: ReminderRules;
}

type Documents = ReturnType<Durable['transactions']['documents']>;

const appliedIn = (documents: Documents, clinicId: string): readonly ReminderRules[] =>
  // Only the book of rules writes the collection.
  ([...documents.values()] as unknown as readonly Applied[])
    .filter((one) => one.clinicId === clinicId)
    .toSorted((one, other) => one.number - other.number)
    .map(({ rules }) => rules);

/** A collection that was read never changes, so each is gone through once for a clinic. */
const appliedOf = new WeakMap<Documents, Map<string, readonly ReminderRules[]>>();

/** What a clinic applied, the oldest first. */
export const appliedAt = (durable: Durable, clinicId: string): readonly ReminderRules[] => {
  const documents = durable.transactions.documents('rule_versions');
  const byClinic = appliedOf.get(documents) ?? new Map<string, readonly ReminderRules[]>();
  appliedOf.set(documents, byClinic);
  const applied = byClinic.get(clinicId) ?? appliedIn(documents, clinicId);
  byClinic.set(clinicId, applied);
  return applied;
};

const later = (one: string, other: string): string => (one > other ? one : other);
const earlier = (one: string, other: string): string => (one < other ? one : other);

const withoutOf = ({ appointments, followUps }: ReminderRules): readonly string[] => [
  ...(appointments.early.on ? [] : ['72h']),
  ...(appointments.late.on ? [] : ['24h']),
  ...(followUps.secondNote.on ? [] : ['second-nudge']),
];

/** Undefined: the clinic applied nothing. Hours of rules lie within those of the settings, or take their place where they would leave nothing. */
export const ruled = (settings: ClinicRules, rules: ReminderRules | undefined): Ruled => {
  if (rules === undefined) return { ...settings, daysBefore: { '72h': 3, '24h': 1 }, without: [] };
  const { quietHours } = settings;
  const own = rules.hours ?? quietHours;
  const both = { from: later(quietHours.from, own.from), to: earlier(quietHours.to, own.to) };
  const { early, late } = rules.appointments;
  return {
    ...settings,
    quietHours: both,
    daysBefore: { '72h': early.days, '24h': late.days },
    without: withoutOf(rules),
  };
};
