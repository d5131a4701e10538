import { AppError } from '@aftercare/kernel';
import { ForeignClinicError } from '../fold.js';
import type { ParkCause } from '../store/rows.js';

/** The place in our code, without the message: messages of unknown errors may quote values. */
const placeOf = (error: Error): string =>
  /\(?([^\s(]*[\\/][^\s)]+:\d+):\d+\)?/
    .exec(error.stack ?? '')?.[1]
    ?.split(/[\\/]/)
    .slice(-3)
    .join('/') ?? '';

export const parkCauseOf = (error: unknown): ParkCause => {
  if (error instanceof ForeignClinicError) return { code: 'FOREIGN_CLINIC', detail: error.message };
  if (error instanceof AppError) return { code: error.code, detail: placeOf(error) };
  if (error instanceof Error) return { code: 'UNKNOWN_ERROR', detail: `${error.name} ${placeOf(error)}`.trim() };
  return { code: 'UNKNOWN_ERROR', detail: typeof error };
};
