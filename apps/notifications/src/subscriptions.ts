import {
  bookingCancelledV1,
  bookingConfirmedV1,
  bookingMarkedV1,
  bookingRescheduledV1,
  clientChangedV1,
  clinicChangedV1,
  flagClearedV1,
  flagRaisedV1,
  followupPlannedV1,
  followupWithdrawnV1,
  surveyAnsweredV1,
  surveyDeferredV1,
  surveyExpiredV1,
  surveyLinkRequestedV1,
  surveyPlannedV1,
  surveyShortenedV1,
  surveyWithdrawnV1,
  wishChangedV1,
  type EventContract,
} from '@aftercare/contracts';

/** Which reaction of this service consumes which events. The service refuses to start without a reaction for one of them; the event reference is made from it. */
export const subscriptions: Readonly<Record<string, readonly EventContract[]>> = {
  'follow-clinics': [clinicChangedV1],
  'follow-moved-clients': [clientChangedV1],
  'end-nudges-on-wish': [wishChangedV1],
  'plan-appointment-reminders': [bookingConfirmedV1, bookingRescheduledV1, bookingCancelledV1, bookingMarkedV1],
  'hold-routine-notes': [flagRaisedV1, flagClearedV1, surveyDeferredV1, surveyShortenedV1],
  'plan-follow-ups': [followupPlannedV1, followupWithdrawnV1],
  'plan-survey-messages': [
    surveyPlannedV1,
    surveyAnsweredV1,
    surveyWithdrawnV1,
    surveyExpiredV1,
    surveyDeferredV1,
    surveyLinkRequestedV1,
  ],
};
