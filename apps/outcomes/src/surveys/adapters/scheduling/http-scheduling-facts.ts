import { ServiceClient } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { SchedulingFacts, type VisitFacts, type VisitRef } from '../../application/ports.js';

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
// The consumer's own reading of the answer: what it does not need is ignored.
const visits = z.object({
  clinics: z.array(
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
  clients: z.array(
    z.object({
      clinicId: z.string(),
      clientRef: z.string(),
      zone: z.string().nullable(),
      yearOfBirth: z.number().nullable(),
    }),
  ),
  sessions: z.array(
    z.object({
      clinicId: z.string(),
      sessionId: z.string(),
      techniques: z.array(z.string()),
      firstSessionAt: instant,
      endedAt: instant,
    }),
  ),
});

/** A look-up takes this many clients at a time. */
const MOST = 500;
const chunks = <T>(list: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / MOST) }, (_, index) => list.slice(index * MOST, (index + 1) * MOST));

/** Asks scheduling, in bulk. An owner that does not answer makes the whole batch wait. */
@Injectable()
export class HttpSchedulingFacts extends SchedulingFacts {
  constructor(private readonly services: ServiceClient) {
    super();
  }

  override async visits(refs: readonly VisitRef[]): Promise<VisitFacts> {
    const answers = await Promise.all(
      chunks(refs).map((some) => this.services.post('scheduling', '/internal/visits/look-up', { refs: some }, visits)),
    );
    return {
      clinics: answers.flatMap((answer) =>
        answer.clinics.map(({ surveyDelays, phone, ...clinic }) => ({
          ...clinic,
          phone: phone ?? '',
          ...surveyDelays,
        })),
      ),
      clients: answers.flatMap(({ clients }) => clients),
      sessions: answers.flatMap(({ sessions }) => sessions),
    };
  }
}
