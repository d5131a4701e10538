import type { Transaction, UnitOfWork } from '@aftercare/messaging';
import type { ReminderRules, RulesInForce, SettingsInForce } from '../../reminders/application/rules.js';
import type { PlanPlace } from '../../reminders/application/waiting-plans.js';
import type { Digest } from '../domain/difference.js';

/** Rules that a clinic applied; never changed and never deleted. */
export interface RuleVersion {
  readonly clinicId: string;
  /** From 1 on; 0 is what we ship. */
  readonly number: number;
  readonly basedOn: number;
  readonly rules: ReminderRules;
  /** Account that applied them. */
  readonly by: string;
  readonly at: Date;
  /** The preview that was looked at. */
  readonly previewId: string;
}

/** What became of waiting rows. */
export interface ReplanCounts {
  readonly moved: number;
  readonly withdrawn: number;
  /** New, or owed again. */
  readonly added: number;
}

/**
 * How far a new version of the rules, or new settings of the clinic, have reached the rows that wait. `late`: everything was gone through
 * once, and again for who planned meanwhile.
 */
export interface Replanning {
  readonly clinicId: string;
  readonly from: RulesInForce;
  readonly to: RulesInForce;
  /** Settings that rows were planned by and are carried over from; absent: this is about rules. */
  readonly before?: SettingsInForce;
  /** Settings that rows are planned by; absent until they changed for the first time. */
  readonly settings?: SettingsInForce;
  /** Newer settings that came meanwhile: they have their turn when this is done. */
  readonly next?: SettingsInForce;
  /** Product time of the apply, or of the change of settings. */
  readonly at: Date;
  readonly phase: 'running' | 'late' | 'done';
  readonly place: PlanPlace;
  readonly counts: ReplanCounts;
  /** Of the first sitting: what the preview told, where nothing changed between the two. */
  readonly digest: Digest;
  /** What the preview told, as whoever applied it saw it; absent where they did not say. */
  readonly foreseen?: string;
  /** Rows of the second one. */
  readonly lateRows: number;
  /** Machine time before which nothing is to be done. */
  readonly notBeforeMs: number;
  /** Who works on it, until when in machine time. */
  readonly lease: { readonly owner: string; readonly untilMs: number };
}

export interface StoredReplanning {
  readonly replanning: Replanning;
  readonly version: number;
}

/** A clinic's rules over time, and the work that each change leaves. */
export abstract class RuleBook {
  /** Newest first. */
  abstract versionsOf(clinicId: string): Promise<readonly RuleVersion[]>;
  abstract add(version: RuleVersion, work: UnitOfWork): void;
  /** The work of the clinic's newest change. */
  abstract replanningOf(clinicId: string, within?: Transaction): Promise<StoredReplanning | undefined>;
  /** How often this process called `putReplanning`: without it nothing else is unfinished. */
  abstract readonly saves: number;
  abstract putReplanning(replanning: Replanning, readVersion: number | undefined, work: UnitOfWork): void;
  /** Clinics whose newest change is not done yet. */
  abstract unfinished(): Promise<readonly Pick<Replanning, 'clinicId' | 'phase' | 'at' | 'notBeforeMs'>[]>;
}
