import { Clock, InvalidInputError } from '@aftercare/kernel';
import { Transactions, type Cause } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { LICENSED_SETS, problemsOf, type SetId, type SetWords } from '../../instruments/application/instruments.js';
import { noLicences, withAttestation, withoutSlot, withSlot, withText, type Attestation } from '../domain/licences.js';
import { LicenceStore, type Licences } from './ports.js';

/** What staff enter; who and when is added here. */
export type Attested = Omit<Attestation, 'attestedBy' | 'attestedAt'>;
export interface Brought {
  readonly set: SetId;
  readonly language: string;
  readonly copyright: string;
  readonly words: readonly SetWords[];
}

/** What a clinic's own people do with the licences that it holds. */
@Injectable()
export class KeepLicences {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: LicenceStore,
    private readonly clock: Clock,
  ) {}

  async of(clinicId: string): Promise<Licences> {
    return (await this.store.load(clinicId))?.state ?? noLicences(clinicId);
  }

  attest(clinicId: string, attested: Attested, by: string, cause?: Cause): Promise<Licences> {
    return this.change(
      clinicId,
      (licences, now) => withAttestation(licences, { ...attested, attestedBy: by, attestedAt: now }, now),
      cause,
    );
  }

  /** Words that do not fit the set are refused: another question would be counted as one of it. */
  bring(clinicId: string, brought: Brought, by: string, cause?: Cause): Promise<Licences> {
    const problems = problemsOf(LICENSED_SETS[brought.set], brought.words);
    if (problems.length > 0) throw new InvalidInputError(problems.join('; '));
    return this.change(
      clinicId,
      (licences, now) => withText(licences, { ...brought, broughtBy: by, broughtAt: now }, now),
      cause,
    );
  }

  /** `undefined` turns the slot off. */
  fillSlot(clinicId: string, set: SetId | undefined, cause?: Cause): Promise<Licences> {
    return this.change(
      clinicId,
      (licences, now) => (set === undefined ? withoutSlot(licences, now) : withSlot(licences, set, now)),
      cause,
    );
  }

  private change(
    clinicId: string,
    decide: (licences: Licences, now: Date) => Licences,
    cause?: Cause,
  ): Promise<Licences> {
    return this.transactions.run(async (work) => {
      const loaded = await this.store.load(clinicId, work.within);
      const before = loaded?.state ?? noLicences(clinicId);
      const after = decide(before, this.clock.now());
      if (after !== before) this.store.save(after, loaded?.version, work.writes);
      return after;
    }, cause);
  }
}
