import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { ClientsModule } from '../clients/clients.module.js';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { PractitionersModule } from '../practitioners/practitioners.module.js';
import { BookingsController } from './adapters/http/bookings.controller.js';
import { LookUpsController } from './adapters/http/look-ups.controller.js';
import { OutcomesController } from './adapters/http/outcomes.controller.js';
import { BookingQueries } from './adapters/mongo/booking-queries.js';
import { MongoBookingStore } from './adapters/mongo/mongo-booking-store.js';
import { MongoSessionStore } from './adapters/mongo/mongo-session-store.js';
import { MongoUnrecordedVisits } from './adapters/mongo/mongo-unrecorded-visits.js';
import { AcknowledgeAttendance } from './application/acknowledge-attendance.js';
import { BookSession } from './application/book-session.js';
import { CancelBooking, MoveBooking } from './application/change-booking.js';
import { ConfirmAttendance } from './application/confirm-attendance.js';
import { CorrectDisputedVisit } from './application/correct-disputed-visit.js';
import { HouseReader } from './application/house.js';
import { BookingReader, BookingStore, SessionStore, UnrecordedVisits } from './application/ports.js';
import { PresumeSessions } from './application/presume-sessions.js';
import { RecordOutcome } from './application/record-outcome.js';
import { VisitsAhead } from './application/visits-ahead.js';

@Module({
  imports: [ClinicsModule, CatalogueModule, PractitionersModule, ClientsModule],
  controllers: [BookingsController, OutcomesController, LookUpsController],
  providers: [
    { provide: BookingStore, useClass: MongoBookingStore },
    { provide: SessionStore, useClass: MongoSessionStore },
    { provide: UnrecordedVisits, useClass: MongoUnrecordedVisits },
    BookingQueries,
    { provide: BookingReader, useExisting: BookingQueries },
    HouseReader,
    BookSession,
    MoveBooking,
    CancelBooking,
    RecordOutcome,
    VisitsAhead,
    PresumeSessions,
    CorrectDisputedVisit,
    AcknowledgeAttendance,
    ConfirmAttendance,
  ],
  exports: [BookingReader, BookingStore, SessionStore, HouseReader, CancelBooking, ConfirmAttendance, VisitsAhead],
})
export class BookingsModule {}
