import { Clock } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import {
  LICENSED_SETS,
  quarterlyForm,
  type Instrument,
  type SetId,
} from '../../instruments/application/instruments.js';
import { slotInForce, textInForce, whyOff } from '../domain/licences.js';
import { LicenceStore, type Licences } from './ports.js';

/** What a clinic's quarterly slot is now. */
export type SlotNow =
  | { readonly kind: 'on'; readonly set: SetId; readonly minDays: number; readonly since: Date }
  | { readonly kind: 'off'; readonly why: 'LICENCE_ENDED' | 'RULE_CHANGED' };

/** Only the controller writes sets, and it takes no others. */
const setOf = (set: string): SetId => set as SetId;

export const slotNow = (licences: Licences, now: Date): SlotNow => {
  const slot = slotInForce(licences, now);
  if (slot === undefined) return { kind: 'off', why: whyOff(licences) };
  const set = setOf(slot.set);
  return { kind: 'on', set, minDays: LICENSED_SETS[set].minIntervalDays, since: slot.since };
};

/** What may be asked, and in which words, as the licences are at this moment. */
@Injectable()
export class QuarterlySlots {
  constructor(
    private readonly licences: LicenceStore,
    private readonly clock: Clock,
  ) {}

  /** By clinic; one that never held anything is left out. */
  async of(clinicIds: readonly string[]): Promise<ReadonlyMap<string, SlotNow>> {
    const found = await this.licences.many([...new Set(clinicIds)]);
    const now = this.clock.now();
    return new Map(found.map((licences) => [licences.clinicId, slotNow(licences, now)]));
  }

  /** Undefined without a licence in force: then the form is not shown. */
  async formOf(clinicId: string, set: SetId): Promise<Instrument | undefined> {
    const [licences] = await this.licences.many([clinicId]);
    const text = licences === undefined ? undefined : textInForce(licences, set, this.clock.now());
    return text === undefined ? undefined : quarterlyForm(LICENSED_SETS[set], text);
  }
}
