import { SilentActivity } from '@aftercare/kernel';
import type { DueWork } from '@aftercare/kernel';
import type { AnyReaction } from '@aftercare/messaging';
import { AppLogger, createLogger } from '@aftercare/platform';
import type { ShutdownOrder } from '@aftercare/platform';
import type { Life } from '@aftercare/testing';
import { FollowClinics } from '../../clinics/application/follow-clinics.js';
import { KnownClinics } from '../../clinics/application/known-clinics.js';
import { EndNudgesOnWish } from '../../consents/application/end-nudges-on-wish.js';
import { RecordedConsents } from '../../consents/application/recorded-consents.js';
import { ContactDirectory } from '../../contacts/application/contact-directory.js';
import { KnownContacts } from '../../contacts/application/known-contacts.js';
import type { ClientKey } from '../../contacts/application/ports.js';
import { OweAnswer } from '../../reminders/application/owe-answer.js';
import { FollowMovedClients } from '../../reminders/application/planning/follow-moved-clients.js';
import { HoldRoutineNotes } from '../../reminders/application/planning/hold-routine-notes.js';
import { PlanAppointmentReminders } from '../../reminders/application/planning/plan-appointment-reminders.js';
import { PlanFollowUps } from '../../reminders/application/planning/plan-follow-ups.js';
import { PlanSurveyMessages } from '../../reminders/application/planning/plan-survey-messages.js';
import { PlanningContext } from '../../reminders/application/planning/planning-context.js';
import { Admission } from '../../reminders/application/sending/admission.js';
import { Postponing } from '../../reminders/application/sending/postponing.js';
import { DueRows } from '../../reminders/application/sending/due-rows.js';
import { ProviderCircuits } from '../../reminders/application/sending/provider-circuits.js';
import type { CircuitGauge } from '../../reminders/application/sending/provider-circuits.js';
import { ProviderGate } from '../../reminders/application/sending/provider-gate.js';
import { Calls } from '../../reminders/application/sending/calls.js';
import { ComposeMessage } from '../../reminders/application/sending/compose.js';
import { DeliverRow } from '../../reminders/application/sending/deliver.js';
import { DoubtLedgers } from '../../reminders/application/sending/doubt-ledgers.js';
import { MergeRows } from '../../reminders/application/sending/merge-rows.js';
import { SendDueReminders } from '../../reminders/application/sending/promote.js';
import { RecordDelivery } from '../../reminders/application/sending/record-delivery.js';
import { ReopenHeld } from '../../reminders/application/sending/reopen-held.js';
import type { SenderAllowances } from '../../reminders/application/sending/sender-allowances.js';
import { SendSettings } from '../../reminders/application/sending/send-settings.js';
import { SendSlot } from '../../reminders/application/sending/send-slot.js';
import { SendTimes } from '../../reminders/application/sending/send-times.js';
import { SettleDoubts } from '../../reminders/application/sending/settle-doubts.js';
import { AfterFailure, SettleRows } from '../../reminders/application/sending/settle.js';
import { ShardKeeper } from '../../reminders/application/sending/shard-keeper.js';
import { SlotReader } from '../../reminders/application/sending/slot-knowledge.js';
import { TryOtherChannel } from '../../reminders/application/sending/try-other-channel.js';
import { StartSending } from '../../reminders/application/sending/start-sending.js';
import { AcknowledgeVisit } from '../../replies/application/acknowledgements.js';
import { VisitOfReply } from '../../replies/application/visit-of-reply.js';
import { ActOnReply } from '../../replies/application/act-on-reply.js';
import { FinishAbandonedReplies } from '../../replies/application/finish-abandoned-replies.js';
import { FinishReply } from '../../replies/application/finish-reply.js';
import { OptOutHandling } from '../../replies/application/ports.js';
import { ReceiveReply } from '../../replies/application/receive-reply.js';
import type { ReminderRules } from '../../reminders/application/rules.js';
import { ApplyRules } from '../../rules/application/apply-rules.js';
import { ClinicRulesDesk, previewIdOf } from '../../rules/application/clinic-rules-desk.js';
import { ReplanChangedClinics } from '../../rules/application/replan-changed-clinics.js';
import { ReplanClinic, ReplanTimes } from '../../rules/application/replan-clinic.js';
import { NoCalendarFiles, ReadableTemplates } from './readable-messages.js';
import type { ReadableLinks } from './readable-messages.js';
import type { Ports } from './ports.js';

const logger = new AppLogger(createLogger('simulation', 'silent'));
// Processes here are killed; none is asked to end.
const noShutdown = { register: () => undefined } as unknown as ShutdownOrder;

// Nobody reads it.
const noGauge = { set: () => undefined } as unknown as CircuitGauge;

const SETTINGS = { publicUrl: 'https://a.example', mailHost: 'a.example', smsAtOnce: 8, emailsAtOnce: 4 };

/** The directory of contacts, which the service binds to the very same object. */
class Directory extends ContactDirectory {
  constructor(private readonly contacts: KnownContacts) {
    super();
  }
  override refresh(clients: readonly ClientKey[]): Promise<void> {
    return this.contacts.refresh(clients);
  }
}

interface Given {
  readonly links: ReadableLinks;
  readonly optOut: 'twilio' | 'ours';
  readonly allowances: SenderAllowances | undefined;
}

const planningOf = (ports: Ports) => {
  const clinics = new KnownClinics(ports.clinicStore, ports.clinicOwner, ports.machine);
  const contacts = new KnownContacts(ports.contactStore, ports.contactOwner);
  const context = new PlanningContext(clinics, contacts);
  const reactions: readonly object[] = [
    new FollowClinics(clinics),
    new FollowMovedClients(ports.plans, new Directory(contacts), context),
    new EndNudgesOnWish(ports.consentStore),
    new HoldRoutineNotes(ports.plans, context),
    new PlanAppointmentReminders(ports.plans, context),
    new PlanFollowUps(ports.plans, context),
    new PlanSurveyMessages(ports.plans, context),
    new ReplanChangedClinics(clinics, ports.clinicStore, ports.ruleBook),
  ];
  // The runtime does not know the types of a reaction either; it only hands them through.
  return { clinics, contacts, context, reactions: reactions as readonly AnyReaction[] };
};

type Planning = ReturnType<typeof planningOf>;

const rulesOf = (
  { ruleBook, waitingPlans, clinicStore, transactions, clock, machine }: Ports,
  { clinics }: Planning,
) => {
  const desk = new ClinicRulesDesk(clinics);
  const times = new ReplanTimes(clock, machine, new SilentActivity());
  return {
    desk,
    applying: new ApplyRules(desk, clinicStore, ruleBook, transactions, clock),
    replan: new ReplanClinic(ruleBook, waitingPlans, desk, transactions, times),
  };
};

const sendingOf = (ports: Ports, given: Given, { clinics, contacts, context }: Planning) => {
  const { clock, machine, transactions, ledger, waiting } = ports;
  const { links, allowances } = given;
  const settings = new SendSettings({ ...SETTINGS, ...(allowances === undefined ? {} : { allowances }) });
  const times = new SendTimes(clock, machine, new SilentActivity());
  const consents = new RecordedConsents(ports.consentStore, transactions, contacts, clock);
  const afterFailure = new AfterFailure(ledger, ports.health, consents, contacts);
  const reader = new SlotReader(clinics, contacts, ports.consentBook, ports.owners, ports.projections);
  const compose = new ComposeMessage(new ReadableTemplates(), new NoCalendarFiles(), links, settings, clock);
  const record = new RecordDelivery(transactions, ledger, afterFailure, context, clock);
  const settle = new SettleRows(transactions, ledger, afterFailure, ports.notices, clock);
  const deliver = new DeliverRow(compose, ports.texts, ports.emails, clock);
  const circuits = new ProviderCircuits(ports.outages, clock, machine, noGauge);
  const gate = new ProviderGate(ports.allowances, clock, machine, settings, circuits);
  const calls = new Calls(new MergeRows(transactions, ledger), deliver, settle, record);
  const slots = new SendSlot(ledger, reader, calls, times, gate);
  const due = new DueRows(ledger, new Admission(gate, clinics, new Postponing(ledger, times, logger)));
  const keeper = new ShardKeeper(ports.leases, waiting, times, logger, noShutdown);
  const promoter = new SendDueReminders(due, slots, ports.bell, keeper, times);
  const doubts = new DoubtLedgers(waiting, ledger, transactions, afterFailure);
  return {
    consents,
    record,
    slots,
    keeper,
    start: new StartSending(ports.bell, promoter, keeper, noShutdown),
    works: {
      send: promoter,
      held: new ReopenHeld(waiting, ledger, ports.projections, transactions),
      doubts: new SettleDoubts(doubts, reader, compose, ports.texts, record),
      unheard: new TryOtherChannel(waiting, ledger, context, transactions),
    },
  };
};

/** One process of the service: its own code, over ports whose every call may be its last. */
export class ServiceProcess {
  readonly reactions: readonly AnyReaction[];
  readonly reports: RecordDelivery;
  readonly consents: RecordedConsents;
  readonly receive: ReceiveReply;
  readonly works: {
    readonly send: DueWork;
    readonly held: DueWork;
    readonly doubts: DueWork;
    readonly unheard: DueWork;
    readonly replies: DueWork;
    readonly replan: DueWork;
  };
  private readonly rules: ReturnType<typeof rulesOf>;
  private readonly sending: ReturnType<typeof sendingOf>;

  constructor(
    readonly life: Life,
    readonly ports: Ports,
    given: Given,
  ) {
    const planning = planningOf(ports);
    this.sending = sendingOf(ports, given, planning);
    this.reactions = planning.reactions;
    this.reports = this.sending.record;
    this.consents = this.sending.consents;
    const answers = new OweAnswer(ports.transactions, ports.ledger, planning.context, ports.clock);
    const optOut = new OptOutHandling(given.optOut);
    const acknowledging = new AcknowledgeVisit(ports.transactions, ports.acknowledgements);
    const visits = new VisitOfReply(ports.explanations, acknowledging, ports.clock);
    const act = new ActOnReply(this.consents, answers, optOut, visits);
    const finish = new FinishReply(planning.clinics, ports.replies, act);
    this.receive = new ReceiveReply(planning.clinics, planning.contacts, ports.replies, finish, ports.clock);
    const replies = new FinishAbandonedReplies(ports.replies, finish);
    this.rules = rulesOf(ports, planning);
    this.works = { ...this.sending.works, replies, replan: this.rules.replan };
  }

  /** For bugs that are planted into what is composed here. */
  get inside(): { readonly slots: SendSlot } {
    return this.sending;
  }

  /** Somebody looked at the preview of these rules a moment ago. */
  async applyRules(clinicId: string, rules: ReminderRules): Promise<void> {
    const { desk, applying } = this.rules;
    const previewId = previewIdOf(await desk.of(clinicId), rules);
    await applying.execute({ clinicId, accountId: 'owner', rules, previewId });
  }

  async start(): Promise<void> {
    await this.sending.start.onModuleInit();
    await this.sending.keeper.onApplicationBootstrap();
  }
}
