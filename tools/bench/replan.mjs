/**
 * `npm run bench -- replan [--pending N] [--runs N] [--json FILE]`: a clinic with that many pending reminders applies other rules.
 * Each run previews a draft that gives every reminder another time, applies it, and compares the ledger with the preview row by row.
 * The baseline of the same run is a bare loop that gives as many rows another time and a line of history, in bulk and unasked.
 */
import { FixedClock, MachineTime, SilentActivity, SystemMachineTime } from '@aftercare/kernel';
import { StoreTransactions } from '@aftercare/messaging';
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { MongoClinicStore } from '../../apps/notifications/dist/clinics/adapters/mongo/mongo-clinic.store.js';
import { KnownClinics } from '../../apps/notifications/dist/clinics/application/known-clinics.js';
import { MongoConsentBook } from '../../apps/notifications/dist/consents/adapters/mongo/mongo-consent.book.js';
import { MongoContactWays } from '../../apps/notifications/dist/contacts/adapters/mongo/mongo-contact.ways.js';
import { MongoWaitingPlans } from '../../apps/notifications/dist/reminders/adapters/mongo/mongo-waiting.plans.js';
import { SHIPPED_RULES } from '../../apps/notifications/dist/reminders/application/rules.js';
import { MongoRuleBook } from '../../apps/notifications/dist/rules/adapters/mongo/mongo-rule.book.js';
import { ApplyRules } from '../../apps/notifications/dist/rules/application/apply-rules.js';
import { ClinicRulesDesk } from '../../apps/notifications/dist/rules/application/clinic-rules-desk.js';
import { ExpectedWays } from '../../apps/notifications/dist/rules/application/expected-ways.js';
import { PreviewRules } from '../../apps/notifications/dist/rules/application/preview-rules.js';
import {
  LATE_AFTER_MS,
  ReplanClinic,
  ReplanTimes,
} from '../../apps/notifications/dist/rules/application/replan-clinic.js';
import { digestText } from '../../apps/notifications/dist/rules/domain/difference.js';
import { CatalogueTextChecker } from '../../apps/notifications/dist/templates/adapters/catalogue/catalogue-text-checker.js';
import { SmsParts } from '../../apps/notifications/dist/templates/application/sms-parts.js';
import { MongoStore } from '../../libs/messaging/dist/mongo/mongo-store.js';
import { fillPlans, PER_VISIT } from './ledger/plans.mjs';
import { clinicIdOf, openWorld, settleTown } from './ledger/world.mjs';
import { finish, gate, median } from './report.mjs';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    pending: { type: 'string', default: '100000' },
    runs: { type: 'string', default: '5' },
  },
});
const pending = Number(values.pending);
const repeats = Number(values.runs);
/** The goal of the whole: 100,000 within half a minute on two cores. */
const LIMIT_SECONDS = 30;
/** The whole of a preview that a person waits for, per 100,000. */
const PEOPLE = 5000;
const BARE_CHUNK = 1000;
const ZONE = 'Europe/London';
const clinicId = clinicIdOf(0);
const now = new Date('2027-03-01T10:00:00Z');
const { rules: shipped } = SHIPPED_RULES;
/** Every family gets other times; the two are applied in turn. */
const other = {
  ...shipped,
  appointments: { ...shipped.appointments, early: { on: true, days: 5 }, late: { on: true, days: 2 } },
  surveys: { laterHours: 6, reminder: { on: true, afterHours: 48 } },
  hours: { from: '11:00', to: '18:00' },
  followUps: { secondNote: { on: true, afterDays: 7 } },
};

/** The machine's own time, a little ahead whenever the second sitting is not waited for. */
class Ahead extends MachineTime {
  aheadMs = 0;
  real = new SystemMachineTime();
  nowMs() {
    return this.real.nowMs() + this.aheadMs;
  }
  sleep(ms) {
    return this.real.sleep(ms);
  }
}

const id = randomBytes(4).toString('hex');
const uri = process.env['MONGODB_URI'] ?? '';
const world = await openWorld({ uri, prefix: `bench_${id}` });
const machine = new Ahead();
const clock = new FixedClock(now);
const activity = new SilentActivity();
const store = new MongoStore({ client: world.client, db: world.db, machine, activity, writer: 'bench' });
const transactions = new StoreTransactions({ service: 'bench', store, clock, machine, activity });
const clinicStore = new MongoClinicStore(world.collections);
const desk = new ClinicRulesDesk(new KnownClinics(clinicStore, { lookUp: () => Promise.resolve([]) }, machine));
const plans = new MongoWaitingPlans(world.collections, world.links);
const book = new MongoRuleBook(world.collections);
const ways = new ExpectedWays(new MongoConsentBook(world.collections), new MongoContactWays(world.collections));
const preview = new PreviewRules(desk, plans, ways, new SmsParts(new CatalogueTextChecker()), clock);
const apply = new ApplyRules(desk, clinicStore, book, transactions, clock);
const replan = new ReplanClinic(book, plans, desk, transactions, new ReplanTimes(clock, machine, activity));

const rows = world.db.collection('reminders');
const seconds = async (/** @type {() => Promise<unknown>} */ work) => {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
};

/** State and time of every row. */
async function ledger() {
  const found = new Map();
  for await (const { _id, state, dueAt } of rows.find({ clinicId }, { projection: { state: 1, dueAt: 1 } }))
    found.set(_id, `${state} ${dueAt.toISOString()}`);
  return found;
}

const told = (state) => (state === null ? undefined : `${state.state} ${state.dueAt.toISOString()}`);

/** How many rows are not as the preview said, whether it named them or not. */
function wrongRows(before, after, differences) {
  const expected = new Map(before);
  let wrong = 0;
  for (const { reminderId, from, to } of differences) {
    if (expected.get(reminderId) !== told(from)) wrong += 1;
    expected.set(reminderId, told(to));
  }
  for (const [reminderId, state] of after) if (expected.get(reminderId) !== state) wrong += 1;
  return wrong + Math.abs(expected.size - after.size);
}

/** The most memory that is in use while something runs. */
async function peakOf(work) {
  let most = 0;
  const look = setInterval(() => (most = Math.max(most, process.memoryUsage().heapUsed)), 50);
  try {
    await work();
  } finally {
    clearInterval(look);
  }
  return most / 1_000_000;
}

async function race(repeat) {
  const rules = repeat % 2 === 0 ? other : shipped;
  const before = await ledger();
  const differences = [];
  const onDifference = (one) => differences.push(one);
  let shown;
  const previewSeconds = await seconds(async () => {
    shown = await preview.execute({ clinicId, rules, limit: 50, onDifference });
  });
  let peakMb = 0;
  await apply.execute({ clinicId, accountId: 'bench', rules, previewId: shown.previewId });
  const cpu = process.cpuUsage();
  const applySeconds = await seconds(async () => {
    peakMb = await peakOf(() => replan.work(clinicId));
  });
  const { user, system } = process.cpuUsage(cpu);
  const cpuSeconds = (user + system) / 1_000_000;
  const wrong = wrongRows(before, await ledger(), differences);
  const first = (await book.replanningOf(clinicId))?.replanning;
  if (first === undefined || digestText(first.digest) !== shown.digest)
    throw new Error('the digest is not the preview’s');
  machine.aheadMs += LATE_AFTER_MS + 1000;
  const secondSeconds = await seconds(() => replan.work(clinicId));
  const last = (await book.replanningOf(clinicId))?.replanning;
  if (last?.phase !== 'done' || last.lateRows !== 0) throw new Error('the second sitting found something');
  const bareSeconds = await seconds(() => bare(differences, repeat));
  return {
    repeat,
    differences: differences.length,
    wrong,
    previewSeconds,
    applySeconds,
    cpuSeconds,
    secondSeconds,
    bareSeconds,
    peakMb,
  };
}

/** As many rows get another field and a line of history; nothing is read, decided or checked. */
async function bare(differences, repeat) {
  const entry = { at: now, to: 'planned', reason: 'BARE' };
  for (let from = 0; from < differences.length; from += BARE_CHUNK) {
    const some = differences.slice(from, from + BARE_CHUNK);
    const operations = some.map(({ reminderId }) => ({
      updateOne: {
        filter: { _id: reminderId, clinicId },
        update: { $set: { bare: repeat }, $push: { bareHistory: entry } },
      },
    }));
    await rows.bulkWrite(operations, { ordered: false, writeConcern: { w: 'majority' } });
  }
  await rows.updateMany({ clinicId, bare: { $exists: true } }, { $unset: { bare: 1, bareHistory: 1 } });
}

try {
  await world.createIndexes();
  await plans.onModuleInit();
  await book.onModuleInit();
  await settleTown(world, { people: PEOPLE, zone: ZONE });
  const visits = Math.ceil(pending / PER_VISIT);
  const waiting = await fillPlans(world, transactions, { visits, clinicId, people: PEOPLE, zone: ZONE, now });
  console.log(`${waiting} reminders wait, of ${visits} visits and ${PEOPLE} people`);
  const runs = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const run = await race(repeat);
    runs.push(run);
    console.log(
      `${run.differences} differences: preview ${run.previewSeconds.toFixed(1)} s, applied in ${run.applySeconds.toFixed(1)} s (${run.cpuSeconds.toFixed(1)} s CPU), looked at once more in ${run.secondSeconds.toFixed(1)} s, ${run.wrong} not as previewed, bare ${run.bareSeconds.toFixed(1)} s, heap ${run.peakMb.toFixed(0)} MB`,
    );
  }
  const of = (key) => median(runs.map((run) => run[key]));
  const ratios = {
    applyToBare: of('applySeconds') / of('bareSeconds'),
    secondToFirst: of('secondSeconds') / of('applySeconds'),
  };
  const gates = [
    gate('reminders that were planned again', Math.min(...runs.map((run) => run.differences)), {
      atLeast: Math.floor(pending * 0.9),
    }),
    gate('rows that are not as previewed', Math.max(...runs.map((run) => run.wrong)), { atMost: 0 }),
    gate(`seconds to plan ${waiting} reminders again`, of('applySeconds'), { atMost: LIMIT_SECONDS }),
  ];
  finish({ bench: 'replan', runs, ratios, gates }, values.json);
} finally {
  await world.drop();
  await world.close();
}
