import { CurrentStaff, RequestCause, Staff, type RequestOrigin, type StaffCaller } from '@aftercare/platform';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { Clock, NotFoundError } from '@aftercare/kernel';
import * as z from 'zod';
import { LICENSED_SETS, SET_IDS, type SetId } from '../../../instruments/application/instruments.js';
import { KeepLicences } from '../../application/keep-licences.js';
import type { Licences } from '../../application/ports.js';
import { slotNow } from '../../application/quarterly-slots.js';
import { isOver } from '../../domain/licences.js';
import { questionnaire, wordsOf } from './questionnaire.js';

const short = z.string().trim().min(1).max(200);
const attestationBody = z.strictObject({
  holder: short,
  reference: short,
  scope: short,
  languages: z.array(z.string().min(2).max(35)).min(1).max(20),
  validUntil: z.iso.date(),
});
const slotBody = z.strictObject({ set: z.enum(SET_IDS).nullable() });

const setOf = (id: string): SetId => {
  const set = SET_IDS.find((one) => one === id);
  if (set === undefined) throw new NotFoundError('there is no such questionnaire');
  return set;
};

/** What is held, never the words themselves: they belong to somebody else. */
const view = (licences: Licences, now: Date) => ({
  sets: SET_IDS.map((set) => ({
    set,
    name: LICENSED_SETS[set].name,
    questions: LICENSED_SETS[set].items.length,
    minIntervalDays: LICENSED_SETS[set].minIntervalDays,
    licence: licenceView(
      licences.attestations.find((one) => one.set === set),
      now,
    ),
    texts: licences.texts
      .filter((text) => text.set === set)
      .map(({ language, copyright, broughtBy, broughtAt }) => ({
        ...{ language, copyright, broughtBy },
        broughtAt: broughtAt.toISOString(),
      })),
  })),
  quarterly: { set: licences.quarterly?.set ?? null, inForce: slotNow(licences, now).kind === 'on' },
});

const licenceView = (attestation: Licences['attestations'][number] | undefined, now: Date) =>
  attestation === undefined
    ? null
    : {
        holder: attestation.holder,
        reference: attestation.reference,
        scope: attestation.scope,
        languages: attestation.languages,
        validUntil: attestation.validUntil,
        isOver: isOver(attestation, now),
        attestedBy: attestation.attestedBy,
        attestedAt: attestation.attestedAt.toISOString(),
      };
type LicencesView = ReturnType<typeof view>;

/** Questionnaires that a clinic brings with its licence, and the quarterly slot that one of them may fill. */
@Controller('v1/licences')
export class LicencesController {
  constructor(
    private readonly licences: KeepLicences,
    private readonly clock: Clock,
  ) {}

  @Staff('owner', 'manager')
  @Get()
  async list(@CurrentStaff() staff: StaffCaller): Promise<LicencesView> {
    return this.view(await this.licences.of(staff.clinicId));
  }

  /** Somebody with a name says that the clinic holds the licence. */
  @Staff('owner', 'manager')
  @Put('sets/:set')
  async attest(
    @CurrentStaff() staff: StaffCaller,
    @Param('set') set: string,
    @Body({ schema: attestationBody }) body: z.output<typeof attestationBody>,
    @RequestCause() cause: RequestOrigin,
  ): Promise<LicencesView> {
    const attested = { ...body, set: setOf(set) };
    return this.view(await this.licences.attest(staff.clinicId, attested, staff.accountId, cause));
  }

  /** The words, as a FHIR Questionnaire. */
  @Staff('owner', 'manager')
  @Put('sets/:set/text')
  async bring(
    @CurrentStaff() staff: StaffCaller,
    @Param('set') set: string,
    @Body({ schema: questionnaire }) body: z.output<typeof questionnaire>,
    @RequestCause() cause: RequestOrigin,
  ): Promise<LicencesView> {
    const { language, copyright } = body;
    const brought = { set: setOf(set), language, copyright, words: wordsOf(body) };
    return this.view(await this.licences.bring(staff.clinicId, brought, staff.accountId, cause));
  }

  @Staff('owner', 'manager')
  @Put('quarterly')
  async fill(
    @CurrentStaff() staff: StaffCaller,
    @Body({ schema: slotBody }) { set }: z.output<typeof slotBody>,
    @RequestCause() cause: RequestOrigin,
  ): Promise<LicencesView> {
    return this.view(await this.licences.fillSlot(staff.clinicId, set ?? undefined, cause));
  }

  private view(licences: Licences): LicencesView {
    return view(licences, this.clock.now());
  }
}
