import { ServiceClient } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { Owners } from '../../application/sending/owners.js';
import type { BookingStatus, SurveyStatus } from '../../domain/decide-send.js';

const bookings = z.object({
  items: z.array(
    z.object({
      clinicId: z.string(),
      bookingId: z.string(),
      state: z.enum(['booked', 'cancelled', 'completed', 'presumed', 'missed']),
      sequence: z.int(),
    }),
  ),
});
const surveys = z.object({
  items: z.array(
    z.object({
      clinicId: z.string(),
      surveyId: z.string(),
      state: z.enum(['planned', 'started', 'answered', 'withdrawn', 'expired']),
      generation: z.int(),
      reason: z.string().max(40).optional(),
    }),
  ),
});
const nextBookings = z.object({
  items: z.array(z.object({ clinicId: z.string(), clientRef: z.string(), bookingId: z.string() })),
});

/** Scheduling and outcomes, asked at the last moment because an event may still be on its way. */
@Injectable()
export class OwnerLookUps extends Owners {
  constructor(private readonly services: ServiceClient) {
    super();
  }

  override async bookings(
    refs: readonly { readonly clinicId: string; readonly bookingId: string }[],
  ): Promise<ReadonlyMap<string, BookingStatus>> {
    const { items } = await this.services.post('scheduling', '/internal/bookings/look-up', { refs }, bookings);
    return new Map(
      items.map(({ clinicId, bookingId, state, sequence }) => [
        `${clinicId}/${bookingId}`,
        { active: state === 'booked', cancelled: state === 'cancelled', sequence },
      ]),
    );
  }

  override async surveys(
    refs: readonly { readonly clinicId: string; readonly surveyId: string }[],
  ): Promise<ReadonlyMap<string, SurveyStatus>> {
    const { items } = await this.services.post('outcomes', '/internal/surveys/look-up', { refs }, surveys);
    return new Map(
      items.map(({ clinicId, surveyId, state, generation, reason }) => [
        `${clinicId}/${surveyId}`,
        { state, generation, ...(reason === undefined ? {} : { reason }) },
      ]),
    );
  }

  override async booked(
    refs: readonly { readonly clinicId: string; readonly clientRef: string }[],
    after: Date,
  ): Promise<ReadonlySet<string>> {
    const { items } = await this.services.post(
      'scheduling',
      '/internal/clients/next-bookings',
      { refs, after: after.toISOString() },
      nextBookings,
    );
    return new Set(items.map(({ clinicId, clientRef }) => `${clinicId}/${clientRef}`));
  }
}
