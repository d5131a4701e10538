import type { ClinicKey } from '@aftercare/kernel';
import { ServiceClient } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { SchedulingFacts, type ClientFacts, type ClinicFacts, type SessionFacts } from '../../application/ports.js';

// The consumer's own reading of the answers: what it does not need is ignored.
const clinics = z.object({
  items: z.array(
    z.object({
      clinicId: z.string(),
      alias: z.string(),
      zone: z.string(),
      phone: z.string().nullable(),
      emergencyNumber: z.string(),
      urgentNumber: z.string(),
      surveyDelays: z.object({ deepTissueHours: z.number(), defaultHours: z.number() }),
    }),
  ),
});
const clients = z.object({
  items: z.array(
    z.object({ clinicId: z.string(), clientRef: z.string(), zone: z.string(), yearOfBirth: z.number().nullable() }),
  ),
});
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const sessions = z.object({
  items: z.array(
    z.object({
      clinicId: z.string(),
      sessionId: z.string(),
      techniques: z.array(z.string()),
      firstSessionAt: instant,
      endedAt: instant,
    }),
  ),
});

/** A look-up takes this many ids at a time. */
const MOST = 500;
const chunks = <T>(list: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / MOST) }, (_, index) => list.slice(index * MOST, (index + 1) * MOST));

/** Asks scheduling, in bulk. An owner that does not answer makes the whole batch wait. */
@Injectable()
export class HttpSchedulingFacts extends SchedulingFacts {
  constructor(private readonly services: ServiceClient) {
    super();
  }

  override async clinics(clinicIds: readonly string[]): Promise<readonly ClinicFacts[]> {
    const answers = await Promise.all(
      chunks(clinicIds).map((some) =>
        this.services.post('scheduling', '/internal/clinics/look-up', { clinicIds: some }, clinics),
      ),
    );
    return answers
      .flatMap(({ items }) => items)
      .map(({ surveyDelays, phone, ...clinic }) => ({ ...clinic, phone: phone ?? '', ...surveyDelays }));
  }

  override async clients(refs: readonly ClinicKey[]): Promise<readonly ClientFacts[]> {
    const asked = refs.map(({ clinicId, id }) => ({ clinicId, clientRef: id }));
    const answers = await Promise.all(
      chunks(asked).map((some) =>
        this.services.post('scheduling', '/internal/clients/look-up', { refs: some }, clients),
      ),
    );
    return answers.flatMap(({ items }) => items);
  }

  override async sessions(refs: readonly ClinicKey[]): Promise<readonly SessionFacts[]> {
    const asked = refs.map(({ clinicId, id }) => ({ clinicId, sessionId: id }));
    const answers = await Promise.all(
      chunks(asked).map((some) =>
        this.services.post('scheduling', '/internal/sessions/look-up', { refs: some }, sessions),
      ),
    );
    return answers.flatMap(({ items }) => items);
  }
}
