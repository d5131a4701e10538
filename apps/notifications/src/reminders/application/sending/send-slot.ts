import { hashId, newId } from '@aftercare/kernel';
import type { OpenSpan } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import type { Claim, Reminder } from '../../domain/reminder.js';
import { decideSlot } from './decide-slot.js';
import type { Decided } from './decide-slot.js';
import { Calls } from './calls.js';
import type { Delivered } from './deliver.js';
import { settlementOfForm } from './form-along.js';
import { attemptIdOf, SendLedger } from './ledger.js';
import type { Settlement } from './ledger.js';
import { ProviderGate } from './provider-gate.js';
import { SendTimes } from './send-times.js';
import { SlotReader } from './slot-knowledge.js';
import type { SlotKnowledge } from './slot-knowledge.js';
import { inSlot, openSlotSpan, sendingRow } from './slot-spans.js';

/** Machine time: a claim that nobody finished by then is in doubt. Longer than start limit and provider time-outs together. */
export const CLAIM_LEASE_MS = 25_000;
/** Machine time: a provider call starts within this of the claim, or not at all. */
export const START_WITHIN_MS = 5000;

const FIRST_LOOK_MS = 60_000;

interface Claimed {
  readonly claim: Claim;
  readonly claimedMs: number;
  readonly known: SlotKnowledge;
  readonly decided: readonly Decided[];
  /** Open until its calls are over. */
  readonly span?: OpenSpan | undefined;
}

const isSend = (one: Decided): boolean => one.decision.do === 'send';

const settlementOf = ({ row, decision }: Decided): Settlement => {
  switch (decision.do) {
    case 'later':
      return { row, to: 'planned', dueAt: decision.dueAt, reason: decision.reason };
    case 'hold':
      return { row, to: 'held', dueAt: decision.dueAt, reason: decision.reason };
    case 'skip':
      return { row, to: 'skipped', reason: decision.reason };
    case 'withdraw':
      return { row, to: 'withdrawn', reason: decision.reason };
    case 'rehearse':
      return { row, to: 'rehearsed', channel: decision.channel, reason: 'REHEARSAL' };
    case 'send':
      return unchanged(row);
  }
};

/** Was certainly not called, and goes back as if it had not been claimed. */
const unchanged = (row: Reminder): Settlement => ({ row, to: 'planned', silent: true });

/** Forms that were to go along and could not. */
const leftBehind = (wanted: readonly Decided[], decided: readonly Decided[]): readonly Reminder[] => {
  const taken = new Set(decided.flatMap(({ form }) => form?.row.id ?? []));
  return wanted.flatMap(({ form }) => (form === undefined || taken.has(form.row.id) ? [] : [form.row]));
};

/** One slot: claim, read the facts, decide; then the calls. The serial part of a lane is `claimAndDecide`. */
@Injectable()
export class SendSlot {
  constructor(
    private readonly ledger: SendLedger,
    private readonly reader: SlotReader,
    private readonly calls: Calls,
    private readonly times: SendTimes,
    private readonly gate: ProviderGate,
  ) {}

  /** Calls that run or wait. */
  get pending(): number {
    return this.gate.pending;
  }

  /** Claims what is still planned and due of these rows and decides about it; undefined when nothing was. */
  async claimAndDecide(ids: readonly string[]): Promise<Claimed | undefined> {
    const claimedMs = this.times.machine.nowMs();
    const claim: Claim = {
      id: hashId('claim', newId()),
      at: this.times.clock.now(),
      until: claimedMs + CLAIM_LEASE_MS,
    };
    const rows = await this.ledger.claim(ids, claim);
    if (rows.length === 0) return undefined;
    this.times.activity.count('reminders claimed', rows.length);
    const span = openSlotSpan(rows);
    return inSlot(span, () => this.decide(rows, { claim, claimedMs, span }));
  }

  private async decide(
    rows: readonly Reminder[],
    claimed: Pick<Claimed, 'claim' | 'claimedMs' | 'span'>,
  ): Promise<Claimed> {
    const { claim } = claimed;
    try {
      const known = await this.reader.read(rows, claim.at);
      const wanted = decideSlot(rows, known, claim.at);
      const decided = await this.calls.merge.execute(claim, wanted);
      const settled = decided.filter((one) => !isSend(one)).map(settlementOf);
      await this.calls.settle.execute(claim.id, [...settled, ...leftBehind(wanted, decided).map(unchanged)]);
      return { ...claimed, known, decided: decided.filter(isSend) };
    } catch (error) {
      // Nothing was called: the rows go back as they were.
      await this.calls.settle.execute(claim.id, rows.map(unchanged));
      throw error;
    }
  }

  /** Calls the providers and writes what came of it. `mayStart` is false once the shard's lease is about to end. */
  async deliver(claimed: Claimed, mayStart: (row: Reminder) => boolean): Promise<void> {
    await inSlot(claimed.span, () => this.deliverAll(claimed, mayStart));
    claimed.span?.end();
  }

  private async deliverAll(claimed: Claimed, mayStart: (row: Reminder) => boolean): Promise<void> {
    const delivered = await Promise.all(claimed.decided.map((one) => this.deliverOne(one, claimed, mayStart)));
    const failures = new Map(
      delivered.flatMap(({ settlement, failure }) =>
        failure === undefined ? [] : [[settlement.row.id, failure] as const],
      ),
    );
    const settlements = delivered.flatMap(({ settlement, form }) =>
      form === undefined ? settlement : [settlement, form],
    );
    const late = new Set(await this.calls.settle.execute(claimed.claim.id, settlements, failures));
    // A sweep called them in doubt while the provider was slow; the answer is the proof.
    for (const { row, attempt, to, channel } of settlements.filter((one) => late.has(one.row.id))) {
      if (to === 'sent' && channel !== undefined && attempt?.providerId !== undefined) {
        await this.calls.record.execute({
          attemptId: attemptIdOf(row, claimed.claim.id),
          providerId: attempt.providerId,
          status: 'accepted',
          channel,
        });
      }
    }
  }

  private async deliverOne(one: Decided, claimed: Claimed, mayStart: (row: Reminder) => boolean): Promise<Delivered> {
    const delivered = await this.call(one, claimed, mayStart);
    const form =
      one.form === undefined ? undefined : settlementOfForm(one.form.row, delivered.settlement, claimed.claim.at);
    return form === undefined ? delivered : { ...delivered, form };
  }

  private async call(
    { row, decision }: Decided,
    claimed: Claimed,
    mayStart: (row: Reminder) => boolean,
  ): Promise<Delivered> {
    if (decision.do !== 'send') throw new Error('only rows that are to be sent get here');
    const { channel } = decision;
    const { known } = claimed;
    const done = await this.gate.through({ row, channel, rules: known.rules.get(row.clinicId) }, async (begin) => {
      const isLate = this.times.machine.nowMs() - claimed.claimedMs > START_WITHIN_MS;
      if (isLate || !mayStart(row) || !begin()) return { settlement: unchanged(row) };
      this.times.activity.count('provider calls');
      try {
        return await sendingRow(row, decision.channel, () => this.calls.deliver.execute(row, decision, claimed));
      } catch {
        // Whether the call went out is not known, so it counts as if it had.
        const lookAt = new Date(this.times.clock.now().getTime() + FIRST_LOOK_MS);
        return { settlement: { row, to: 'unknown', channel, reason: 'LOOKING_UP', lookAt } };
      }
    });
    return 'until' in done ? this.calls.deliver.keepBack(row, channel, { known, until: done.until }) : done;
  }
}
