import { clinicChangedV1 } from '@aftercare/contracts';
import type { EventOf } from '@aftercare/contracts';
import type { ClinicKey } from '@aftercare/kernel';
import { nameOf, Reaction } from '@aftercare/messaging';
import type { Change, Decision, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { ClinicStore } from '../../clinics/application/clinic-directory.js';
import { KnownClinics } from '../../clinics/application/known-clinics.js';
import { RuleBook } from './rule-book.js';
import type { Replanning } from './rule-book.js';
import { withSettings } from './settings-change.js';
import type { ToldClinic } from './settings-change.js';

type ClinicEvent = EventOf<typeof clinicChangedV1>;
type Facts = ReadonlyMap<string, ToldClinic>;

/** Hours, closure days, holidays or zone of a clinic changed: what waits is planned again by them, as a job of its own. */
@Injectable()
export class ReplanChangedClinics extends Reaction<Replanning, typeof clinicChangedV1, Facts> {
  override readonly name = 'replan-changed-clinics';
  override readonly consumes = [clinicChangedV1] as const;

  constructor(
    private readonly clinics: KnownClinics,
    private readonly store: ClinicStore,
    private readonly book: RuleBook,
  ) {
    super();
  }

  override keyOf(event: ClinicEvent): ClinicKey {
    return { clinicId: event.clinicid, id: event.data.clinicId };
  }

  /** Looked up by this reaction too: nobody says that the other one that hears of it was here first. */
  override async facts(events: readonly ClinicEvent[]): Promise<Facts> {
    const clinicIds = [...new Set(events.map((event) => event.clinicid))];
    await this.clinics.refresh(clinicIds);
    const told = new Map<string, ToldClinic>();
    for (const clinic of await this.store.find(clinicIds))
      told.set(clinic.clinicId, { clinic, settingsBefore: await this.store.settingsBefore(clinic.clinicId) });
    return told;
  }

  override async load(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<Replanning>>> {
    const loaded = new Map<string, Loaded<Replanning>>();
    // Clinics change rarely: a query each, one after another, as a transaction wants it.
    for (const key of keys) {
      const stored = await this.book.replanningOf(key.clinicId, within);
      if (stored !== undefined) loaded.set(nameOf(key), { state: stored.replanning, version: stored.version });
    }
    return loaded;
  }

  override decide(job: Replanning | undefined, event: ClinicEvent, facts: Facts): Decision<Replanning> {
    const told = facts.get(event.clinicid);
    return { state: told === undefined ? job : withSettings(job, told, new Date(event.time)), says: [] };
  }

  override save(changes: readonly Change<Replanning>[], work: UnitOfWork): void {
    for (const { before, after } of changes) this.book.putReplanning(after, before?.version, work);
  }
}
