import {
  bookingCancelledV1,
  bookingConfirmedV1,
  clientChangedV1,
  sessionCompletedV1,
  sessionCorrectedV1,
  sessionMissedV1,
  sessionPresumedV1,
  visitDisputedV1,
  type EventContract,
} from '@aftercare/contracts';

/** Which reaction of this service consumes which events. The service refuses to start without a reaction for one of them; the event reference is made from it. */
export const subscriptions: Readonly<Record<string, readonly EventContract[]>> = {
  'correct-disputed-visit': [visitDisputedV1],
  'plan-follow-up': [
    sessionCompletedV1,
    sessionPresumedV1,
    sessionCorrectedV1,
    sessionMissedV1,
    bookingConfirmedV1,
    bookingCancelledV1,
    clientChangedV1,
  ],
};
