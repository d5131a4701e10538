import { TransientError } from '@aftercare/kernel';

/** Others kept writing the same links; a later try may get through. */
export class LinkBusyError extends TransientError {
  override readonly code = 'LINK_BUSY';
  override readonly retryAfterSeconds = 1;
}

const TRIES = 5;

/** Loads, decides and saves again while somebody else saved in between. */
export const untilSaved = async <T>(
  attempt: () => Promise<{ readonly saved: boolean; readonly result: T }>,
): Promise<T> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { saved, result } = await attempt();
    if (saved) return result;
  }
  throw new LinkBusyError('the links of this address are being written by others');
};
