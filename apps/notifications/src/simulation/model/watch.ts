import type { Life } from '@aftercare/testing';
import type { Reminder } from '../../reminders/domain/reminder.js';
import type { Facts } from '../outside/facts.js';
import type { Sent } from '../outside/providers.js';
import type { Durable } from '../service/durable.js';
import { readMessage } from '../service/readable-messages.js';
import type { ReadMessage } from '../service/readable-messages.js';
import type { Weather } from '../weather.js';
import { AllowanceWatch } from './allowance-watch.js';
import { EXCUSES } from './excuses.js';
import { mayFollow } from './lines.js';
import type { Claimed, Line, Moment } from './lines.js';
import { LeaseWatch } from './lease-watch.js';
import { isTakenAlong, LedgerWatch, wrongMove } from './ledger-watch.js';
import type { Move } from './ledger-watch.js';
import { BROKEN, followedBy, isCounted } from './rules.js';
import type { Earlier, Judged } from './rules.js';
import { reminderSpan } from './times.js';
import type { Trouble } from './trouble.js';
import { TruthReader } from './truth.js';
import { attemptOf, UnsentRow } from './unsent-row.js';
import type { Known } from './unsent-row.js';

/** A message may be this late while all is well. */
const PUNCTUAL_MS = 60_000;
const OF_A_VISIT: readonly string[] = ['confirmation', 'change', 'cancel', '2h', '24h', '72h'];

const isSameClaim = (one: Reminder, other: Reminder): boolean =>
  one.id === other.id && one.claim?.id === other.claim?.id;

const followed = (row: Reminder): Pick<Earlier, 'follows'> => {
  const follows = followedBy(row);
  return follows === undefined ? {} : { follows };
};

const RULES = Object.entries(BROKEN);

const brokenIn = (reading: Judged): readonly string[] =>
  RULES.filter(([, rule]) => rule(reading)).map(([name]) => name);

/** What the service may have known differs while an event is on its way: one reading that allows the message will do. */
const brokenBy = (message: Omit<Judged, 'person' | 'rules'>): readonly string[] => {
  const { people, clinics } = message.truth;
  let first: readonly string[] | undefined;
  for (const person of people)
    for (const rules of clinics) {
      const broken = brokenIn({ ...message, person, rules });
      if (broken.length === 0) return [];
      first ??= broken;
    }
  return first ?? [];
};

const ENDS_UNSENT: readonly string[] = ['skipped', 'withdrawn', 'held', 'rehearsed'];

/** A row that is not sent, or later than it was to be. */
const isExcuse = ({ before, after }: Move): boolean => {
  if (before?.state === after.state) return false;
  const isPutOff = before?.state === 'sending' && after.state === 'planned';
  // Rows that were certainly not called go back without a word.
  return ENDS_UNSENT.includes(after.state) || (isPutOff && after.history.length > before.history.length);
};

/** Judges every step: what went out, and what the ledger says about it. It never asks the service anything. */
export class Watch {
  readonly failures: string[] = [];
  readonly leases: LeaseWatch;
  readonly allowances: AllowanceWatch;
  readonly ledger: LedgerWatch;
  readonly truth: TruthReader;
  readonly lines: Line[] = [];
  private readonly claims = new Map<string, Claimed>();
  private readonly known: Known;
  /** When each row got the due time that it waits for. */
  private readonly wantedSince = new Map<string, number>();
  private lastSilence = -1;

  constructor(
    private readonly durable: Durable,
    facts: Facts,
    private readonly trouble: Trouble,
    private readonly moment: () => Moment,
    weather: Weather,
  ) {
    this.leases = new LeaseWatch((text) => this.fail(text));
    this.allowances = new AllowanceWatch(weather, facts, (text) => this.fail(text));
    this.ledger = new LedgerWatch(durable.rows);
    this.truth = new TruthReader(facts, durable);
    const { claims, lines, allowances } = this;
    this.known = { rows: durable.rows, claims, lines, trouble, allowances };
  }

  fail(text: string): void {
    this.failures.push(`${new Date(this.moment().atMs).toISOString()} ${text}`);
  }

  ownerWasSilent(): void {
    this.lastSilence = this.moment().step;
  }

  /** A process begins to call a provider. */
  callStarts(life: Life, attemptId: string, machineMs: number): void {
    const { row } = this.claims.get(attemptId) ?? {};
    if (row === undefined) this.fail(`${life.name} calls a provider without a claim`);
    else this.leases.calls(life, row.shard, machineMs);
  }

  afterStep(): void {
    for (const move of this.ledger.look()) this.moved(move);
    if (this.durable.transactions.store.letters.size > 0) this.fail('an event was parked');
  }

  wentOut(sent: Sent): void {
    const claimed = this.claims.get(sent.attemptId);
    // The call that began without a claim has been told.
    if (claimed === undefined) return;
    const text = readMessage(sent.body);
    this.went(sent, text, claimed);
    if (text.form !== undefined) this.wentAlong(sent, { ...text, about: text.form }, claimed);
  }

  private went(sent: Sent, text: ReadMessage, { row, truth }: Claimed, withVisit = false): void {
    const firstName = text.firstName;
    const gone = this.goneTo(firstName, truth.step);
    const earlier = gone.filter(({ kind }) => isCounted(kind));
    const ownerWasSilent = this.lastSilence >= truth.step;
    this.judge({ row, sent, text, truth, earlier, gone, ownerWasSilent, withVisit });
    const key = OF_A_VISIT.includes(text.kind) ? `${text.kind} ${text.about} ${text.visit}` : row.id;
    const line = { sent, row, kind: text.kind, firstName, key, claimedAt: truth, withVisit };
    this.twice(line);
    this.lines.push(line);
  }

  /** A form in the message of a visit's reminder is judged like one of its own, but makes no message more. */
  private wentAlong(sent: Sent, text: ReadMessage, { row: carrier }: Claimed): void {
    // A row that was claimed before may have taken another form along then.
    const taken = [this.durable.rows.one(carrier)?.carries, carrier.carries].find(
      (carries) => carries !== undefined && sent.attemptId.endsWith(`~${carries.claimId}`),
    );
    const form = this.claims.get([carrier.clinicId, taken?.id, taken?.claimId].join('~'));
    if (form === undefined) this.fail(`the ${text.kind} ${carrier.id} took along a form that was not claimed`);
    else this.went(sent, { ...text, kind: form.row.kind }, form, true);
  }

  /** What was forbidden both when the row was claimed and when the message went out; in between the facts were read. */
  private judge(message: Omit<Judged, 'person' | 'rules'>): void {
    const { row, text } = message;
    const then = brokenBy(message);
    if (then.length === 0) return;
    const now = brokenBy({ ...message, truth: this.truth.of(row, this.moment()) });
    const broken = then.filter((name) => now.includes(name));
    if (broken.length > 0) this.fail(`a ${text.kind} to ${text.firstName}: ${broken.join(', ')} (${row.id})`);
  }

  /** Never the same twice; one about a visit that is not known to have arrived may follow on the other channel. */
  private twice(line: Line): void {
    const before = this.lines.filter(({ key }) => key === line.key);
    const allowed = before.every((other) => mayFollow(line, other, { rows: this.durable.rows, claims: this.claims }));
    if (!allowed) this.fail(`a ${line.kind} to ${line.firstName} went out twice (${line.row.id})`);
  }

  private moved(move: Move): void {
    const { before, after } = move;
    const wrong = wrongMove(move) ?? this.wrongSecondTry(move);
    if (wrong !== undefined) this.fail(`the ${after.kind} ${after.id} ${wrong}`);
    this.remember(move);
    if (before === undefined) this.born(after);
    else if (after.state === 'sending' && after.claim?.id !== before.claim?.id) this.claimed(before, after);
    if (isExcuse(move)) this.excused(move);
  }

  private wrongSecondTry({ before, after }: Move): string | undefined {
    if (before?.state !== 'unknown' || after.state !== 'planned') return undefined;
    const went = this.lines.filter(({ row }) => isSameClaim(row, before));
    // A form is owed again where the message that took it along is known not to have arrived.
    const mayHave = isTakenAlong(before) ? went.filter(({ sent }) => sent.fate === 'delivered') : went;
    return mayHave.length > 0 ? 'is planned again although it went out' : undefined;
  }

  private remember({ before, after }: Move): void {
    const isNew = before?.state !== 'planned' || before.dueAt.getTime() !== after.dueAt.getTime();
    if (after.state === 'planned' && isNew) this.wantedSince.set(after.id, this.moment().atMs);
  }

  private born(row: Reminder): void {
    if (row.cause === 'OTHER_CHANNEL' || !['2h', '24h', '72h'].includes(row.kind) || row.state !== 'planned') return;
    // A row that rules add later has the place of those that are there.
    const { booking, places, everClinics } = this.truth.of(row, this.moment());
    if (booking === undefined || booking.sequence !== row.subject.sequence) return;
    const dueMs = row.dueAt.getTime();
    const fits = places.some((place) =>
      everClinics.some((rules) => {
        const { fromMs, toMs } = reminderSpan(booking, row.kind, { place, rules });
        return dueMs >= fromMs && dueMs <= toMs;
      }),
    );
    if (!fits) this.fail(`the ${row.kind} ${row.id} is planned for ${row.dueAt.toISOString()}, which is not its time`);
  }

  private claimed(before: Reminder, row: Reminder): void {
    const moment = this.moment();
    const attemptId = [row.clinicId, row.id, row.claim?.id].join('~');
    this.claims.set(attemptId, { row, truth: this.truth.of(row, moment) });
    const dueMs = Math.max(before.dueAt.getTime(), this.wantedSince.get(row.id) ?? 0);
    // A form that goes along has no time of its own.
    if (isTakenAlong(row)) return;
    if (moment.atMs - dueMs > PUNCTUAL_MS && !this.trouble.isBetween(dueMs, moment.atMs))
      this.fail(
        `the ${row.kind} ${row.id} came ${Math.round((moment.atMs - dueMs) / 1000)} s late, and nothing was down`,
      );
  }

  /** Whoever does not send must say why, and be right. */
  private excused(move: Move): void {
    const { after } = move;
    const reason = after.reason ?? '';
    const now = this.truth.of(after, this.moment());
    const then = this.claims.get(attemptOf(move))?.truth ?? now;
    const holds = [now, then].some(
      (truth) => EXCUSES[reason]?.(new UnsentRow(move, { truth, then, now }, this.known)) === true,
    );
    if (!holds) this.fail(`the ${after.kind} ${after.id} became ${after.state} because ${reason}, which is not so`);
  }

  private goneTo(firstName: string, step: number): readonly Earlier[] {
    return this.lines
      .filter((line) => line.firstName === firstName && line.claimedAt.step < step)
      .filter(({ withVisit }) => !withVisit)
      .filter(({ sent, row }) => sent.fate === 'delivered' && this.durable.rows.one(row)?.state !== 'failed')
      .map(({ kind, sent, row }) => ({ kind, atMs: sent.atMs, ...followed(row) }));
  }
}
