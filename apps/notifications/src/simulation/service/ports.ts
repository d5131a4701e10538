import type { Clock, MachineTime } from '@aftercare/kernel';
import { StoreTransactions } from '@aftercare/messaging';
import type { ShardLeases, Store, Transactions } from '@aftercare/messaging';
import { SilentActivity } from '@aftercare/kernel';
import { throughAwaits, VirtualMachineTime } from '@aftercare/testing';
import type { Life, Scheduler } from '@aftercare/testing';
import type { ClinicOwner, ClinicStore } from '../../clinics/application/clinic-directory.js';
import type { ConsentBook, ConsentStore } from '../../consents/application/consent-book.js';
import type { ContactOwner, ContactStore } from '../../contacts/application/contact-directory.js';
import type { ContactHealth } from '../../contacts/application/contact-health.js';
import type { EmailSender, SmsSender } from '../../delivery/application/ports.js';
import type { PlanStore } from '../../reminders/application/plan-store.js';
import type { Explanations } from '../../reminders/application/ports.js';
import type { AllowanceBook } from '../../reminders/application/sending/allowance-book.js';
import type { SendLedger, WaitingLedger } from '../../reminders/application/sending/ledger.js';
import type { OutageLog } from '../../reminders/application/sending/outage-log.js';
import type { StaffNotices } from '../../reminders/application/sending/staff-notices.js';
import type { Owners, SendProjections } from '../../reminders/application/sending/owners.js';
import type { Bell } from '../../reminders/application/sending/shards.js';
import type { WaitingPlans } from '../../reminders/application/waiting-plans.js';
import type { AcknowledgementStore } from '../../replies/application/acknowledgements.js';
import type { ReplyInbox } from '../../replies/application/ports.js';
import type { RuleBook } from '../../rules/application/rule-book.js';
import { OutsideClients, OutsideClinics, OutsideOwners } from '../outside/owners.js';
import type { Facts } from '../outside/facts.js';
import type { Providers } from '../outside/providers.js';
import { OwnBell } from '../outside/redis.js';
import type { Redis } from '../outside/redis.js';
import type { WorldClock } from '../outside/world-clock.js';
import type { Durable } from './durable.js';
import { InMemoryReplyInbox } from './in-memory-reply-inbox.js';
import { PausedStore } from './paused-store.js';
import { WatchedEmails, WatchedTexts } from './senders.js';
import type { OnCall } from './senders.js';
import { WatchedLeases } from './watched-leases.js';
import type { OnLeases } from './watched-leases.js';

/** Everything that one process reaches the world through; planted bugs put something else in its place. */
export interface Ports {
  readonly clock: Clock;
  readonly machine: MachineTime;
  readonly store: Store;
  readonly transactions: Transactions;
  readonly plans: PlanStore;
  readonly ledger: SendLedger;
  readonly waiting: WaitingLedger;
  readonly allowances: AllowanceBook;
  readonly outages: OutageLog;
  readonly notices: StaffNotices;
  readonly projections: SendProjections;
  readonly leases: ShardLeases;
  readonly owners: Owners;
  readonly bell: Bell;
  readonly clinicStore: ClinicStore;
  readonly ruleBook: RuleBook;
  readonly waitingPlans: WaitingPlans;
  readonly clinicOwner: ClinicOwner;
  readonly contactStore: ContactStore;
  readonly contactOwner: ContactOwner;
  readonly health: ContactHealth;
  readonly consentStore: ConsentStore;
  readonly consentBook: ConsentBook;
  readonly replies: ReplyInbox;
  readonly explanations: Explanations;
  readonly acknowledgements: AcknowledgementStore;
  readonly texts: SmsSender;
  readonly emails: EmailSender;
}

/** What processes share. */
export interface Surroundings {
  readonly scheduler: Scheduler;
  readonly clock: WorldClock;
  readonly durable: Durable;
  readonly facts: Facts;
  readonly redis: Redis;
  readonly providers: Providers;
  readonly onCall: OnCall;
  readonly onLeases: OnLeases;
}

/** The ports of one life: every call of them is a step. */
export const portsOf = (around: Surroundings, life: Life): Ports => {
  const { scheduler, clock, durable, facts, redis, providers, onCall } = around;
  const place = (name: string) => ({ scheduler, life, name });
  const machine = new VirtualMachineTime(scheduler, life);
  const store = new PausedStore(durable.transactions.store, scheduler, life);
  const context = { service: 'notifications', store, clock, machine, activity: new SilentActivity() };
  return {
    clock,
    machine,
    store,
    transactions: new StoreTransactions(context),
    plans: throughAwaits(durable.plans, place('store.plans'), ['save', 'saveHolds', 'savePlanned']),
    ledger: throughAwaits(durable.ledger, place('store.ledger'), ['put']),
    waiting: throughAwaits(durable.waiting, place('store.waiting')),
    outages: throughAwaits(durable.outages, place('store.outages')),
    notices: throughAwaits(durable.notices, place('store.notices')),
    allowances: throughAwaits(durable.allowances, place('store.allowances')),
    projections: throughAwaits(durable.projections, place('store.projections')),
    leases: throughAwaits(new WatchedLeases(durable.leases, life, around.onLeases), place('leases')),
    owners: throughAwaits(new OutsideOwners(facts), place('owners')),
    bell: throughAwaits(new OwnBell(redis, life), place('bell')),
    clinicStore: throughAwaits(durable.clinics, place('store.clinics')),
    ruleBook: throughAwaits(durable.ruleBook, place('store.rules'), ['add', 'putReplanning']),
    waitingPlans: throughAwaits(durable.waitingPlans, place('store.waiting-plans'), ['put']),
    clinicOwner: throughAwaits(new OutsideClinics(facts), place('owners.clinics')),
    contactStore: throughAwaits(durable.contacts, place('store.contacts')),
    contactOwner: throughAwaits(new OutsideClients(facts), place('owners.clients')),
    health: throughAwaits(durable.health, place('store.health')),
    consentStore: throughAwaits(durable.consents, place('store.consents'), ['write', 'writeStop', 'phoneIndexOf']),
    consentBook: throughAwaits(durable.consentBook, place('store.consent-book')),
    replies: throughAwaits(new InMemoryReplyInbox(durable.replies, machine), place('store.replies')),
    explanations: throughAwaits(durable.explanations, place('store.explanations')),
    acknowledgements: throughAwaits(durable.acknowledgements, place('store.acknowledgements'), ['save']),
    texts: new WatchedTexts(providers, { scheduler, life, onCall }),
    emails: new WatchedEmails(providers, { scheduler, life, onCall }),
  };
};
