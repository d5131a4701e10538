import { Clock, DueWork, type ClinicKey } from '@aftercare/kernel';
import { nameOf, Transactions, type UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { Licensing } from '../../licences/application/licensing.js';
import type { QuarterlySlot } from '../domain/journey.js';
import { reconcile } from '../domain/reconcile.js';
import { JourneyStore, SurveyStore } from './ports.js';
import { sayPlanned, sayWithdrawn } from './sayings.js';

const PAGE = 200;

/** Brings every client of a clinic in line after its licences changed or ran out: what may not be asked any more is taken back. */
@Injectable()
export class FollowLicences extends DueWork {
  override readonly name = 'follow-licences';

  constructor(
    private readonly transactions: Transactions,
    private readonly licensing: Licensing,
    private readonly journeys: JourneyStore,
    private readonly surveys: SurveyStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async fire(now: Date): Promise<void> {
    for (const clinicId of await this.licensing.due(now)) {
      const seen = await this.licensing.slotOf(clinicId);
      await this.everybody(clinicId, seen.slot);
      // What was changed meanwhile is followed again.
      await this.licensing.followed(clinicId, seen.version);
    }
  }

  override nextAt(): Promise<Date | undefined> {
    return this.licensing.nextDue();
  }

  override get changes(): number {
    return this.licensing.changes;
  }

  private async everybody(clinicId: string, slot: QuarterlySlot): Promise<void> {
    let after: string | undefined;
    do {
      const clients: readonly string[] = await this.journeys.clientsOf(clinicId, { after, limit: PAGE });
      for (const id of clients) await this.transactions.run((work) => this.one({ clinicId, id }, slot, work));
      after = clients.length < PAGE ? undefined : clients.at(-1);
    } while (after !== undefined);
  }

  private async one(client: ClinicKey, slot: QuarterlySlot, work: UseCaseWork): Promise<void> {
    const loaded = (await this.journeys.many([client], work.within)).get(nameOf(client));
    if (loaded === undefined || JSON.stringify(loaded.state.quarterly) === JSON.stringify(slot)) return;
    const journey = { ...loaded.state, quarterly: slot };
    const read = new Map(
      (await this.surveys.ofClients([client], work.within)).map((survey) => [survey.state.id, survey]),
    );
    const before = new Map([...read].map(([id, { state }]) => [id, state]));
    const { surveys, news } = reconcile(journey, before, this.clock.now());
    this.journeys.save(journey, loaded.version, work.writes);
    for (const [id, survey] of surveys) {
      const known = read.get(id);
      if (known?.state !== survey) this.surveys.save(survey, known?.version, work.writes);
    }
    for (const { what, survey } of news)
      work.say(what === 'planned' ? sayPlanned(survey) : sayWithdrawn(survey), loaded.version + 1);
  }
}
