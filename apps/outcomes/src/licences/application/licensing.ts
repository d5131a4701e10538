import { Clock } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { followed } from '../domain/licences.js';
import { LicenceStore } from './ports.js';
import { slotNow, type SlotNow } from './quarterly-slots.js';

/** Which clinics' clients have to be gone through because of their licences. */
@Injectable()
export class Licensing {
  constructor(
    private readonly transactions: Transactions,
    private readonly licences: LicenceStore,
    private readonly clock: Clock,
  ) {}

  due(now: Date): Promise<readonly string[]> {
    return this.licences.due(now);
  }

  nextDue(): Promise<Date | undefined> {
    return this.licences.nextDue();
  }

  /** Rises before `nextDue` can answer otherwise because of this process. */
  get changes(): number {
    return this.licences.saves;
  }

  /** The slot as it is now, and the version of what it follows from. */
  async slotOf(clinicId: string): Promise<{ readonly slot: SlotNow; readonly version: number | undefined }> {
    const loaded = await this.licences.load(clinicId);
    const slot: SlotNow =
      loaded === undefined ? { kind: 'off', why: 'RULE_CHANGED' } : slotNow(loaded.state, this.clock.now());
    return { slot, version: loaded?.version };
  }

  /** Everybody was gone through for that version. */
  followed(clinicId: string, version: number | undefined): Promise<void> {
    return this.transactions.run(async (work) => {
      const loaded = await this.licences.load(clinicId, work.within);
      if (loaded === undefined || loaded.version !== version) return;
      this.licences.save(followed(loaded.state, this.clock.now()), version, work.writes);
    });
  }
}
