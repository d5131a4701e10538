import { InMemoryShardLeases, InMemoryTransactions } from '@aftercare/messaging';
import { Life, VirtualMachineTime } from '@aftercare/testing';
import type { Scheduler } from '@aftercare/testing';
import type { SettingsInForce } from '../../clinics/application/ports.js';
import { InMemoryClinicStore } from '../../clinics/testing/in-memory-clinic-store.js';
import { InMemoryConsentBook, InMemoryConsentStore } from '../../consents/testing/in-memory-consents.js';
import { InMemoryContactHealth, InMemoryContactStore } from '../../contacts/testing/in-memory-contact-store.js';
import { SHARDS } from '../../reminders/domain/reminder.js';
import { InMemoryAllowanceBook } from '../../reminders/testing/in-memory-allowance-book.js';
import { InMemoryOutageLog } from '../../reminders/testing/in-memory-outage-log.js';
import { InMemoryPlanStore } from '../../reminders/testing/in-memory-plan-store.js';
import { InMemoryRows } from '../../reminders/testing/in-memory-rows.js';
import { InMemorySendLedger, InMemoryWaitingLedger } from '../../reminders/testing/in-memory-send-ledger.js';
import { InMemorySendProjections } from '../../reminders/testing/in-memory-send-projections.js';
import { InMemoryStaffNotices } from '../../reminders/testing/in-memory-staff-notices.js';
import { InMemoryWaitingPlans } from '../../reminders/testing/in-memory-waiting-plans.js';
import { InMemoryAcknowledgements } from '../../replies/testing/in-memory-acknowledgements.js';
import type { Replanning } from '../../rules/application/rule-book.js';
import { InMemoryRuleBook } from '../../rules/testing/in-memory-rule-book.js';
import type { WorldClock } from '../outside/world-clock.js';
import { InMemoryExplanations } from './in-memory-explanations.js';
import { StoredReplies } from './in-memory-reply-inbox.js';
import { ReadableLinks } from './readable-messages.js';

/** What outlives every process: the database, without anybody's pauses. */
export class Durable {
  readonly machine: VirtualMachineTime;
  readonly transactions: InMemoryTransactions;
  readonly links = new ReadableLinks();
  readonly rows: InMemoryRows;
  readonly plans: InMemoryPlanStore;
  readonly ledger: InMemorySendLedger;
  readonly waiting: InMemoryWaitingLedger;
  readonly projections: InMemorySendProjections;
  readonly leases: InMemoryShardLeases;
  readonly allowances = new InMemoryAllowanceBook();
  readonly outages = new InMemoryOutageLog();
  readonly notices: InMemoryStaffNotices;
  readonly clinics: InMemoryClinicStore;
  readonly ruleBook: InMemoryRuleBook;
  readonly waitingPlans: InMemoryWaitingPlans;
  readonly contacts: InMemoryContactStore;
  readonly health: InMemoryContactHealth;
  readonly consents: InMemoryConsentStore;
  readonly consentBook: InMemoryConsentBook;
  readonly replies = new StoredReplies();
  readonly explanations: InMemoryExplanations;
  readonly acknowledgements: InMemoryAcknowledgements;

  constructor(scheduler: Scheduler, clock: WorldClock) {
    this.machine = new VirtualMachineTime(scheduler, new Life('the store'));
    this.transactions = new InMemoryTransactions({ service: 'notifications', clock, machine: this.machine });
    this.clinics = new InMemoryClinicStore(this.transactions);
    this.ruleBook = new InMemoryRuleBook(this.transactions);
    this.rows = new InMemoryRows(this.transactions);
    this.waitingPlans = new InMemoryWaitingPlans(this.rows);
    this.plans = new InMemoryPlanStore(this.rows);
    this.ledger = new InMemorySendLedger(this.rows);
    this.waiting = new InMemoryWaitingLedger(this.rows);
    this.projections = new InMemorySendProjections(this.rows);
    this.notices = new InMemoryStaffNotices(this.transactions);
    this.leases = new InMemoryShardLeases(this.machine, SHARDS);
    this.contacts = new InMemoryContactStore(this.transactions, this.links);
    this.health = new InMemoryContactHealth(this.transactions);
    this.consents = new InMemoryConsentStore(this.transactions);
    this.consentBook = new InMemoryConsentBook(this.transactions);
    this.explanations = new InMemoryExplanations(this.transactions, this.rows);
    this.acknowledgements = new InMemoryAcknowledgements(this.transactions);
  }

  /** How far changes of clinics have come, the newest of each. */
  get replannings(): readonly Replanning[] {
    // Only the book writes the collection.
    return [...this.transactions.documents('rule_replannings').values()] as unknown as readonly Replanning[];
  }

  /** Those that a clinic's first change replaced here. */
  settingsBefore(clinicId: string): SettingsInForce | undefined {
    // Only the store of clinics writes the collection.
    const kept = this.transactions.documents('clinic_rules').get(clinicId)?.['state'] as
      { readonly before?: SettingsInForce } | undefined;
    return kept?.before;
  }

  /** Somebody has begun something that is to be gone on with, beside rows. */
  get isUnfinished(): boolean {
    return this.replies.unfinished.length > 0 || this.replannings.some(({ phase }) => phase !== 'done');
  }
}
