import type { Booking } from '../../bookings/application/ports.js';

/** What a link stands for. */
export type LinkTarget =
  | { readonly kind: 'visit'; readonly booking: Booking }
  | { readonly kind: 'next'; readonly clinicId: string; readonly clientRef: string };

/** From the hash of a token to the one thing that it opens. */
export abstract class VisitLinks {
  abstract find(tokenHash: string): Promise<LinkTarget | undefined>;
}
