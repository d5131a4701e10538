import { attendanceAcknowledgedV1 } from './scheduling/attendance-acknowledged.v1.js';
import { bookingCancelledV1 } from './scheduling/booking-cancelled.v1.js';
import { bookingConfirmedV1 } from './scheduling/booking-confirmed.v1.js';
import { bookingMarkedV1 } from './scheduling/booking-marked.v1.js';
import { bookingRescheduledV1 } from './scheduling/booking-rescheduled.v1.js';
import { careplanChangedV1 } from './scheduling/careplan-changed.v1.js';
import { clientChangedV1 } from './scheduling/client-changed.v1.js';
import { clinicChangedV1 } from './scheduling/clinic-changed.v1.js';
import { followupLapsedV1 } from './scheduling/followup-lapsed.v1.js';
import { followupPlannedV1 } from './scheduling/followup-planned.v1.js';
import { followupWithdrawnV1 } from './scheduling/followup-withdrawn.v1.js';
import { sessionCompletedV1 } from './scheduling/session-completed.v1.js';
import { sessionCorrectedV1 } from './scheduling/session-corrected.v1.js';
import { sessionMissedV1 } from './scheduling/session-missed.v1.js';
import { sessionPresumedV1 } from './scheduling/session-presumed.v1.js';
import { consentGrantedV1 } from './notifications/consent-granted.v1.js';
import { consentWithdrawnV1 } from './notifications/consent-withdrawn.v1.js';
import { contactBouncedV1 } from './notifications/contact-bounced.v1.js';
import { reminderDeliveredV1 } from './notifications/reminder-delivered.v1.js';
import { reminderFailedV1 } from './notifications/reminder-failed.v1.js';
import { reminderSentV1 } from './notifications/reminder-sent.v1.js';
import { replyUnderstoodV1 } from './notifications/reply-understood.v1.js';
import { answerRateFellV1 } from './outcomes/answer-rate-fell.v1.js';
import { diaryRecordedV1 } from './outcomes/diary-recorded.v1.js';
import { flagClearedV1 } from './outcomes/flag-cleared.v1.js';
import { flagOverdueV1 } from './outcomes/flag-overdue.v1.js';
import { flagRaisedV1 } from './outcomes/flag-raised.v1.js';
import { intervalWishedV1 } from './outcomes/interval-wished.v1.js';
import { surveyAnsweredV1 } from './outcomes/survey-answered.v1.js';
import { surveyCorrectedV1 } from './outcomes/survey-corrected.v1.js';
import { surveyDeferredV1 } from './outcomes/survey-deferred.v1.js';
import { surveyExpiredV1 } from './outcomes/survey-expired.v1.js';
import { surveyLinkRequestedV1 } from './outcomes/survey-link-requested.v1.js';
import { surveyPlannedV1 } from './outcomes/survey-planned.v1.js';
import { surveyShortenedV1 } from './outcomes/survey-shortened.v1.js';
import { surveyWithdrawnV1 } from './outcomes/survey-withdrawn.v1.js';
import { visitDisputedV1 } from './outcomes/visit-disputed.v1.js';
import { wishChangedV1 } from './outcomes/wish-changed.v1.js';

/** Every contract there is; AsyncAPI, samples and compatibility checks read this list. */
export const contracts = [
  attendanceAcknowledgedV1,
  bookingCancelledV1,
  bookingConfirmedV1,
  bookingMarkedV1,
  bookingRescheduledV1,
  careplanChangedV1,
  clientChangedV1,
  clinicChangedV1,
  followupLapsedV1,
  followupPlannedV1,
  followupWithdrawnV1,
  sessionCompletedV1,
  sessionCorrectedV1,
  sessionMissedV1,
  sessionPresumedV1,
  consentGrantedV1,
  consentWithdrawnV1,
  contactBouncedV1,
  reminderDeliveredV1,
  reminderFailedV1,
  reminderSentV1,
  replyUnderstoodV1,
  answerRateFellV1,
  diaryRecordedV1,
  flagClearedV1,
  flagOverdueV1,
  flagRaisedV1,
  intervalWishedV1,
  surveyAnsweredV1,
  surveyCorrectedV1,
  surveyDeferredV1,
  surveyShortenedV1,
  surveyExpiredV1,
  surveyLinkRequestedV1,
  surveyPlannedV1,
  surveyWithdrawnV1,
  visitDisputedV1,
  wishChangedV1,
] as const;

export type KnownContract = (typeof contracts)[number];
