import {
  bookingCancelledV1,
  bookingConfirmedV1,
  bookingRescheduledV1,
  reminderDeliveredV1,
  reminderFailedV1,
  reminderSentV1,
  sessionCompletedV1,
  sessionCorrectedV1,
  sessionMissedV1,
  sessionPresumedV1,
  type EventContract,
} from '@aftercare/contracts';

/** Which reaction of this service consumes which events. The service refuses to start without a reaction for one of them; the event reference is made from it. */
export const subscriptions: Readonly<Record<string, readonly EventContract[]>> = {
  'open-surveys': [
    bookingConfirmedV1,
    bookingRescheduledV1,
    bookingCancelledV1,
    sessionCompletedV1,
    sessionPresumedV1,
    sessionCorrectedV1,
    sessionMissedV1,
  ],
  'count-deliveries': [reminderSentV1, reminderDeliveredV1, reminderFailedV1],
};
