import { MachineTime } from '@aftercare/kernel';
import { MongoShardLeases, ShardLeases } from '@aftercare/messaging';
import { TenantCollections } from '@aftercare/platform';
import { Module } from '@nestjs/common';
import type { DynamicModule, ModuleMetadata, Provider } from '@nestjs/common';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { ConsentsModule } from '../consents/consents.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { DeliveryReports, MailReports } from '../delivery/application/ports.js';
import { TemplatesModule } from '../templates/templates.module.js';
import { BellSettings, BullmqBell } from './adapters/bullmq/bullmq-bell.js';
import { OwnerLookUps } from './adapters/http/owner-look-ups.js';
import {
  LedgerExportController,
  ReminderTotalsController,
  RemindersController,
} from './adapters/http/reminders.controller.js';
import { SendingHealthController } from './adapters/http/sending-health.controller.js';
import { SendingHealthQuery } from './adapters/mongo/sending-health.query.js';
import { LedgerList } from './adapters/mongo/ledger-list.js';
import { MongoAllowanceBook } from './adapters/mongo/mongo-allowance.book.js';
import { MongoOutageLog } from './adapters/mongo/mongo-outage.log.js';
import { MongoPlanStore } from './adapters/mongo/mongo-plan.store.js';
import { MongoSendLedger } from './adapters/mongo/mongo-send.ledger.js';
import { MongoSendProjections } from './adapters/mongo/mongo-send.projections.js';
import { MongoWaitingLedger } from './adapters/mongo/mongo-waiting.ledger.js';
import { MongoWaitingPlans } from './adapters/mongo/mongo-waiting.plans.js';
import { NextTimes } from './adapters/mongo/next-times.js';
import { ReminderQueries } from './adapters/mongo/reminder-queries.js';
import { ReminderStory } from './adapters/mongo/reminder-story.js';
import { OweAnswer } from './application/owe-answer.js';
import { PlanStore } from './application/plan-store.js';
import { FollowMovedClients } from './application/planning/follow-moved-clients.js';
import { HoldRoutineNotes } from './application/planning/hold-routine-notes.js';
import { PlanAppointmentReminders } from './application/planning/plan-appointment-reminders.js';
import { PlanFollowUps } from './application/planning/plan-follow-ups.js';
import { PlanSurveyMessages } from './application/planning/plan-survey-messages.js';
import { PlanningContext } from './application/planning/planning-context.js';
import { AnswerLedger, Explanations } from './application/ports.js';
import { ComposeMessage } from './application/sending/compose.js';
import { DeliverRow } from './application/sending/deliver.js';
import { MergeRows } from './application/sending/merge-rows.js';
import { SendLedger, WaitingLedger } from './application/sending/ledger.js';
import { Owners, SendProjections } from './application/sending/owners.js';
import { SendDueReminders } from './application/sending/promote.js';
import { RecordDelivery } from './application/sending/record-delivery.js';
import { MailPeople, RecordMailReport } from './application/sending/record-mail-report.js';
import { ReopenHeld } from './application/sending/reopen-held.js';
import { Admission } from './application/sending/admission.js';
import { AllowanceBook } from './application/sending/allowance-book.js';
import { DueRows } from './application/sending/due-rows.js';
import { OutageLog } from './application/sending/outage-log.js';
import { Postponing } from './application/sending/postponing.js';
import { CircuitGauge, ProviderCircuits } from './application/sending/provider-circuits.js';
import { StaffCarriers } from './application/sending/staff-carriers.js';
import { TellStaffOfOutages } from './application/sending/tell-staff-of-outages.js';
import { ProviderGate } from './application/sending/provider-gate.js';
import { Calls } from './application/sending/calls.js';
import { SendSlot } from './application/sending/send-slot.js';
import { SendTimes } from './application/sending/send-times.js';
import { SendSettings } from './application/sending/send-settings.js';
import { DoubtLedgers } from './application/sending/doubt-ledgers.js';
import { SettleDoubts } from './application/sending/settle-doubts.js';
import { StaffNotices } from './application/sending/staff-notices.js';
import { TellOfFewAnswers } from './application/sending/tell-of-few-answers.js';
import { TellOfFlags } from './application/sending/tell-of-flags.js';
import { TellStaff } from './application/sending/tell-staff.js';
import { MongoStaffNotices } from './adapters/mongo/mongo-staff-notices.js';
import { AfterFailure, SettleRows } from './application/sending/settle.js';
import { StaffActsController } from './adapters/http/staff-acts.controller.js';
import { ActOnReminder } from './application/act-on-reminder.js';
import { TryOtherChannel } from './application/sending/try-other-channel.js';
import { ShardKeeper } from './application/sending/shard-keeper.js';
import { Bell } from './application/sending/shards.js';
import { SHARDS } from './domain/reminder.js';
import { SlotReader } from './application/sending/slot-knowledge.js';
import { StartSending } from './application/sending/start-sending.js';
import { WaitingPlans } from './application/waiting-plans.js';

export interface RemindersOptions {
  readonly bell: BellSettings;
  readonly sending: SendSettings['values'];
  /** Modules that export `SmsSender` and `EmailSender`. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

const adapters: Provider[] = [
  { provide: PlanStore, useClass: MongoPlanStore },
  { provide: SendLedger, useClass: MongoSendLedger },
  { provide: AllowanceBook, useClass: MongoAllowanceBook },
  { provide: OutageLog, useClass: MongoOutageLog },
  { provide: StaffNotices, useClass: MongoStaffNotices },
  SendingHealthQuery,
  { provide: WaitingLedger, useClass: MongoWaitingLedger },
  { provide: WaitingPlans, useClass: MongoWaitingPlans },
  { provide: SendProjections, useClass: MongoSendProjections },
  {
    provide: ShardLeases,
    useFactory: (collections: TenantCollections, machine: MachineTime) =>
      new MongoShardLeases({ leases: collections.system('leases'), machine, name: 'reminders', shards: SHARDS }),
    inject: [TenantCollections, MachineTime],
  },
  { provide: Owners, useClass: OwnerLookUps },
  { provide: Bell, useClass: BullmqBell },
  NextTimes,
  ReminderQueries,
  ReminderStory,
  LedgerList,
  { provide: Explanations, useExisting: ReminderQueries },
];

const planning: Provider[] = [
  PlanningContext,
  PlanAppointmentReminders,
  PlanSurveyMessages,
  PlanFollowUps,
  HoldRoutineNotes,
  FollowMovedClients,
  { provide: AnswerLedger, useClass: OweAnswer },
  ActOnReminder,
];

const sending: Provider[] = [
  ...[SendTimes, SlotReader, ComposeMessage, DeliverRow, AfterFailure, SettleRows, MergeRows, Calls, SendSlot],
  ...[
    ProviderGate,
    ProviderCircuits,
    CircuitGauge,
    Postponing,
    Admission,
    DueRows,
    StaffCarriers,
    TellStaffOfOutages,
    TellStaff,
  ],
  TellOfFewAnswers,
  TellOfFlags,
  ...[
    RecordDelivery,
    ShardKeeper,
    SendDueReminders,
    StartSending,
    ReopenHeld,
    SettleDoubts,
    DoubtLedgers,
    TryOtherChannel,
  ],
  { provide: DeliveryReports, useExisting: RecordDelivery },
  MailPeople,
  { provide: MailReports, useClass: RecordMailReport },
];

/** The ledger: what is owed, when, and whether it arrived. */
@Module({})
export class RemindersModule {
  static forRoot({ bell, sending: settings, imports }: RemindersOptions): DynamicModule {
    return {
      module: RemindersModule,
      imports: [ClinicsModule, ContactsModule, ConsentsModule, TemplatesModule, ...imports],
      controllers: [
        RemindersController,
        ReminderTotalsController,
        StaffActsController,
        LedgerExportController,
        SendingHealthController,
      ],
      providers: [
        ...adapters,
        ...planning,
        ...sending,
        { provide: BellSettings, useValue: bell },
        { provide: SendSettings, useValue: new SendSettings(settings) },
      ],
      exports: [AnswerLedger, Explanations, DeliveryReports, MailReports, RecordDelivery, WaitingPlans],
    };
  }
}
