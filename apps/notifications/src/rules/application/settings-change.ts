import type { ClinicRules } from '../../clinics/application/ports.js';
import { sameTimes } from '../../reminders/application/rules.js';
import type { SettingsInForce } from '../../reminders/application/rules.js';
import { NO_DIFFERENCES } from '../domain/difference.js';
import { liveRules } from './clinic-rules-desk.js';
import type { Replanning } from './rule-book.js';

type Beginning = Pick<Replanning, 'clinicId' | 'from' | 'to' | 'at' | 'before' | 'settings'>;

/** Work that nobody has begun. */
export const freshReplanning = (beginning: Beginning): Replanning => ({
  ...beginning,
  ...{ phase: 'running', place: { of: 'booking' }, counts: { moved: 0, withdrawn: 0, added: 0 } },
  ...{ digest: NO_DIFFERENCES, lateRows: 0, notBeforeMs: 0, lease: { owner: '', untilMs: 0 } },
});

export const settingsOf = ({
  version,
  zone,
  quietHours,
  closureDays,
  holidayRegion,
}: ClinicRules): SettingsInForce => ({ version, zone, quietHours, closureDays, holidayRegion });

/** The clinic as it is kept now. */
export interface ToldClinic {
  readonly clinic: ClinicRules;
  /** Settings before their first change since this service keeps them; undefined: they never changed. */
  readonly settingsBefore: SettingsInForce | undefined;
}

/** Newer than what rows follow, or will, and with other times. */
const isNews = (settings: SettingsInForce, known: SettingsInForce): boolean =>
  settings.version > known.version && !sameTimes(settings, known);

/**
 * The work after a word that a clinic changed; the very same object where there is none. It follows from what is kept and from what rows
 * are planned by, not from the word: one that comes twice, late or out of order changes nothing more.
 */
export const withSettings = (
  job: Replanning | undefined,
  { clinic, settingsBefore }: ToldClinic,
  at: Date,
): Replanning | undefined => {
  const settings = settingsOf(clinic);
  const planned = job?.settings ?? settingsBefore;
  if (planned === undefined || !isNews(settings, job?.next ?? planned)) return job;
  const { clinicId } = clinic;
  const beginning = { clinicId, before: planned, settings, at };
  if (job === undefined) return freshReplanning({ ...beginning, from: liveRules(clinic), to: liveRules(clinic) });
  if (job.phase !== 'done') return { ...job, settings: planned, next: settings };
  // Whoever applies rules writes the job as well, so its own rules are those that hold.
  return freshReplanning({ ...beginning, from: job.to, to: job.to });
};

/** Nothing is left of a job, or the settings that came meanwhile have their turn. */
export const finished = ({ next, ...job }: Replanning, at: Date): Replanning => {
  const { clinicId, to, settings } = job;
  if (next === undefined || settings === undefined || sameTimes(settings, next))
    return { ...job, phase: 'done', place: { of: 'booking' } };
  return freshReplanning({ clinicId, from: to, to, before: settings, settings: next, at });
};
