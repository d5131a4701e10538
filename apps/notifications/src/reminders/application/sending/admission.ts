import { Injectable } from '@nestjs/common';
import { Clinics } from '../../../clinics/application/ports.js';
import type { ClinicRules } from '../../../clinics/application/ports.js';
import type { Channel } from '../../domain/reminder.js';
import { isLongWait, mostUrgentFirst, nextTry } from '../../domain/waiting.js';
import type { DueRow, Postponed } from './ledger.js';
import { Postponing } from './postponing.js';
import { ProviderGate } from './provider-gate.js';
import type { Sender } from './sender-allowances.js';

/** So much of a sender's allowance may be claimed ahead of its calls: they start within 5 s of the claim. */
const CLAIM_AHEAD_S = 1.5;
/** Rows that wait no longer than this for their sender stay due and are looked at again; the others get another time, and the reason. */
const SHORT_WHILE_S = 2;
const FEW_ROWS = 50;
/** Rows that get the same time, so that they are moved by one update. */
const TOGETHER = 25;
/** Rows that one look moves: a clinic with thousands must not keep the store busy. Those that stay due wait just as well. */
const MOST_MOVED = 250;

/** A try takes about so long. */
const TRY_MS = 5000;
const CHANNELS: readonly Channel[] = ['sms', 'email'];

interface Group {
  readonly sender: Sender & { readonly perSecond: number };
  readonly rows: DueRow[];
}

export interface Look {
  readonly now: Date;
  /** The part of all shards that this process works. */
  readonly share: number;
}

/** Which due rows may be claimed: not more than their senders can take; the most urgent of them. */
@Injectable()
export class Admission {
  /** By sender: until when rows were moved. Only a guess at their turn, so it need not outlive the process. */
  private readonly tails = new Map<string, number>();
  /** Rows that were to find out whether a provider is back, since none was away. */
  private readonly tried = new Set<string>();

  constructor(
    private readonly gate: ProviderGate,
    private readonly clinics: Clinics,
    private readonly postponing: Postponing,
  ) {}

  /** The others stay due, or get another time meanwhile. */
  async admit(due: readonly DueRow[], look: Look): Promise<readonly DueRow[]> {
    const outage = this.duringOutage(
      due.filter((row) => !this.postponing.isMoving(row)),
      look.now,
    );
    if (!this.gate.isShaped || outage.rows.length === 0) {
      this.postponing.begin(outage.postponed, look.now);
      return outage.rows;
    }
    const { free, groups } = this.bySender(outage.rows, await this.rulesOf(outage.rows));
    const { isBusy } = this.postponing;
    const postponed: Postponed[] = [...outage.postponed];
    const claimed = groups.flatMap((group) => {
      const sorted = mostUrgentFirst(group.rows);
      const room = this.roomOf(group.sender, look.share);
      const others = sorted.slice(room + this.shortWhile(group.sender));
      if (!isBusy) postponed.push(...this.postponed(others, group.sender, look.now));
      return sorted.slice(0, room);
    });
    this.postponing.begin(postponed.slice(0, MOST_MOVED + outage.postponed.length), look.now);
    return [...free, ...claimed];
  }

  /** What is known to wait for a provider that takes nothing goes on waiting, but for one that finds out and those that may go another way. */
  private duringOutage(rows: readonly DueRow[], now: Date) {
    const { circuits } = this.gate;
    if (!CHANNELS.some((channel) => circuits.isOpen(channel))) this.tried.clear();
    const waits = rows.filter(
      (row) => row.reason === 'PROVIDER_DOWN' && circuits.isOpen(row.firstChannel) && !isLongWait(row, now),
    );
    if (waits.length === 0) return { rows, postponed: [] };
    const tries = new Set(
      CHANNELS.filter((channel) => circuits.closedUntil(channel) === undefined).map((channel) =>
        this.tryOf(waits.filter(({ firstChannel }) => firstChannel === channel)),
      ),
    );
    const staying = new Set(waits.filter(({ id }) => !tries.has(id)));
    const postponed = [...staying].map((row) => {
      const until = circuits.closedUntil(row.firstChannel) ?? new Date(now.getTime() + TRY_MS);
      return { row, dueAt: nextTry(row, until), reason: 'PROVIDER_DOWN' as const };
    });
    return { rows: rows.filter((row) => !staying.has(row)), postponed };
  }

  /** The most urgent one that was not tried yet: what is wrong with one message must not be all that is ever found out. */
  private tryOf(waits: readonly DueRow[]): string | undefined {
    const sorted = mostUrgentFirst(waits);
    const fresh = sorted.find(({ id }) => !this.tried.has(id));
    if (fresh === undefined) for (const { id } of sorted) this.tried.delete(id);
    const next = (fresh ?? sorted[0])?.id;
    if (next !== undefined) this.tried.add(next);
    return next;
  }

  /** Of a silent owner's clinics nothing is known; the gate holds the allowance all the same. */
  private async rulesOf(rows: readonly DueRow[]): Promise<ReadonlyMap<string, ClinicRules>> {
    try {
      return await this.clinics.recentRulesOf([...new Set(rows.map(({ clinicId }) => clinicId))]);
    } catch {
      return new Map();
    }
  }

  private bySender(rows: readonly DueRow[], rules: ReadonlyMap<string, ClinicRules>) {
    const groups = new Map<string, Group>();
    const free: DueRow[] = [];
    for (const row of rows) {
      const known = rules.get(row.clinicId);
      const sender = known === undefined ? undefined : this.gate.senderOf(row.firstChannel, known);
      if (sender?.perSecond === undefined) {
        free.push(row);
        continue;
      }
      const group = groups.get(sender.line) ?? { sender: { ...sender, perSecond: sender.perSecond }, rows: [] };
      group.rows.push(row);
      groups.set(sender.line, group);
    }
    return { free, groups: [...groups.values()] };
  }

  private roomOf(sender: Group['sender'], share: number): number {
    return Math.max(1, Math.floor(sender.perSecond * CLAIM_AHEAD_S * share) - this.gate.queueOf(sender));
  }

  private shortWhile({ perSecond }: Group['sender']): number {
    return Math.max(FEW_ROWS, perSecond * SHORT_WHILE_S);
  }

  /** One after another behind those that were moved before. */
  private postponed(rows: readonly DueRow[], { line, perSecond }: Group['sender'], now: Date): readonly Postponed[] {
    const soonest = now.getTime() + this.shortWhile({ perSecond } as Group['sender']) * (1000 / perSecond);
    let tail = Math.max(soonest, this.tails.get(line) ?? 0);
    const together = Math.max(TOGETHER, perSecond);
    const moved = rows.slice(0, MOST_MOVED).map((row, index) => {
      if (index > 0 && index % together === 0) tail += (together * 1000) / perSecond;
      return { row, dueAt: nextTry(row, new Date(Math.ceil(tail / 1000) * 1000)), reason: 'ALLOWANCE' as const };
    });
    if (rows.length > 0) this.tails.set(line, tail + (together * 1000) / perSecond);
    return moved;
  }
}
