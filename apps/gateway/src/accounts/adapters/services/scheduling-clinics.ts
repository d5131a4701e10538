import { InvalidInputError, TransientError } from '@aftercare/kernel';
import type { FieldProblem } from '@aftercare/kernel';
import { InternalTokens } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { EdgeSettings } from '../../../edge/application/edge-settings.js';
import { Clinics } from '../../application/ports.js';
import type { NewClinic } from '../../application/ports.js';

/** Scheduling did not answer, or not usefully. Nothing was made here; the same code can be used again. */
export class ClinicNotMadeError extends TransientError {
  override readonly code = 'CLINIC_NOT_MADE';
  override readonly retryAfterSeconds = 5;
}

/** Machine time. Somebody waits at a form, so longer than a look-up. */
const TIMEOUT_MS = 5000;

const refusal = z.object({ fields: z.array(z.object({ field: z.string(), message: z.string() })).default([]) });

/** A clinic of this id is there already: an earlier try with the same code got this far. */
const ALREADY_THERE = 409;
const REFUSED = 400;

@Injectable()
export class SchedulingClinics extends Clinics {
  constructor(
    private readonly settings: EdgeSettings,
    private readonly tokens: InternalTokens,
  ) {
    super();
  }

  override async create(clinicId: string, clinic: NewClinic): Promise<void> {
    const { status, body } = await this.post({ ...clinic, clinicId });
    if (status === REFUSED) throw new InvalidInputError('the clinic cannot be made like this', fieldsOf(body));
    if (status >= 300 && status !== ALREADY_THERE) throw new ClinicNotMadeError(`scheduling answered ${status}`);
  }

  private async post(clinic: object): Promise<{ readonly status: number; readonly body: string }> {
    try {
      const token = await this.tokens.sign({ kind: 'service', service: 'gateway' }, 'scheduling');
      const response = await fetch(new URL('/internal/clinics', this.settings.values.upstreams.scheduling), {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(clinic),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return { status: response.status, body: await response.text() };
    } catch (cause) {
      throw new ClinicNotMadeError('scheduling did not answer', { cause });
    }
  }
}

/** Scheduling's own words for what is wrong, named as fields of `clinic`. */
const fieldsOf = (body: string): readonly FieldProblem[] => {
  try {
    return refusal.parse(JSON.parse(body)).fields.map(({ field, message }) => ({ field: `clinic.${field}`, message }));
  } catch {
    return [];
  }
};
