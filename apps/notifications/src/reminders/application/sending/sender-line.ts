import type { MachineTime } from '@aftercare/kernel';
import { dealTokens, REST_MS } from '../../domain/sender-tokens.js';
import type { AllowanceBook } from './allowance-book.js';

/** Nobody starts a call in the last moments of a token. */
const GUARD_MS = 500;
const RENEW_MS = 2500;
/** Who got fewer tokens than wanted asks again after this. */
const ASK_AGAIN_MS = 200;
const IDLE_MS = 1500;
const MOST_TRIES = 5;
/** A way that was quick long ago may have become longer; until then its quickest answer counts. */
const REMEMBERS_MS = 600_000;
/** The calls of a second are spread over this part of it: many at once are slow on their way, and hide how quick the provider is. */
const SPREAD_MS = 800;
/** What a process that was held up makes up for at once. */
const CATCH_UP_MS = 20;
/** With fewer answers than that the quickest of them may still have been slow on its way. */
const ENOUGH_ANSWERS = 20;

/** The quickest answer of the last ten to twenty minutes: no call was surely on its way for longer than it took. */
class QuickestAnswer {
  private count = 0;
  private sinceMs = 0;
  private lately = Infinity;
  private before = Infinity;

  /** How long before its answer a call surely was with the provider; 0 while too little is known. */
  heard(afterMs: number, nowMs: number): number {
    if (nowMs - this.sinceMs > REMEMBERS_MS) [this.before, this.lately, this.sinceMs] = [this.lately, Infinity, nowMs];
    this.lately = Math.min(this.lately, afterMs);
    this.count += 1;
    return this.count < ENOUGH_ANSWERS ? 0 : Math.min(this.lately, this.before);
  }
}

interface Held {
  readonly index: number;
  readyMs: number;
  untilMs: number;
  wasUsed: boolean;
  /** The call that it is under, or promised to: nobody else's until that was answered or given up. */
  under: Pass | undefined;
}

/** Leave to start one call. */
export class Pass {
  private startedMs: number | undefined;

  constructor(
    private readonly token: Held,
    private readonly machine: MachineTime,
    private readonly onEnd: (answeredAfterMs: number) => number,
  ) {}

  /** The call starts now; false when that may not be any more. */
  begin(): boolean {
    const now = this.machine.nowMs();
    if (this.token.under !== this || now >= this.token.untilMs - GUARD_MS) return false;
    this.startedMs = now;
    this.token.wasUsed = true;
    return true;
  }

  /** Over, or not made at all. The provider had the call no later than its quickest answer before this one. */
  end(): void {
    const { token, startedMs } = this;
    if (token.under !== this) return;
    token.under = undefined;
    if (startedMs === undefined) return;
    const now = this.machine.nowMs();
    token.readyMs = Math.max(startedMs, now - this.onEnd(now - startedMs)) + REST_MS;
  }
}

/** The calls of one sender that wait for its allowance per second, and the part of the allowance that this process holds. */
export class SenderLine {
  private held: Held[] = [];
  private readonly waiting: ((pass: Pass) => void)[] = [];
  private readonly quickest = new QuickestAnswer();
  private askAgainMs = 0;
  private nextStartMs = 0;
  private isPumping = false;
  private resting = 0;

  constructor(
    private readonly sender: string,
    private readonly perSecond: number,
    private readonly given: { readonly book: AllowanceBook; readonly machine: MachineTime; readonly owner: string },
  ) {}

  /** Calls that wait. */
  get length(): number {
    return this.waiting.length;
  }

  take(): Promise<Pass> {
    const pass = new Promise<Pass>((resolve) => this.waiting.push(resolve));
    if (!this.isPumping) void this.pump();
    return pass;
  }

  private async pump(): Promise<void> {
    this.isPumping = true;
    while (this.waiting.length > 0) {
      this.serve();
      if (this.waiting.length === 0) break;
      try {
        if (this.mustAsk()) await this.ask(this.wanted());
        else await this.given.machine.sleep(this.pauseMs());
      } catch {
        // The store is away; nothing is called until it is back. Whoever waits too long goes back by itself.
        await this.given.machine.sleep(ASK_AGAIN_MS);
      }
    }
    this.isPumping = false;
    void this.rest();
  }

  private serve(): void {
    const now = this.given.machine.nowMs();
    for (const token of this.held.sort((one, other) => one.readyMs - other.readyMs)) {
      if (this.waiting.length === 0 || now < this.nextStartMs) return;
      if (token.readyMs > now) return;
      if (token.under !== undefined || now >= token.untilMs - GUARD_MS) continue;
      const pass = new Pass(token, this.given.machine, (afterMs) =>
        this.quickest.heard(afterMs, this.given.machine.nowMs()),
      );
      token.under = pass;
      this.nextStartMs = Math.max(this.nextStartMs, now - CATCH_UP_MS) + SPREAD_MS / this.perSecond;
      this.waiting.shift()?.(pass);
    }
  }

  private wanted(): number {
    const under = this.held.filter((token) => token.under !== undefined).length;
    return Math.min(this.perSecond, this.waiting.length + under + this.restingCount());
  }

  /** Tokens that rest would not serve anybody now, but they will before a fresh one was asked for. */
  private restingCount(): number {
    const soon = this.given.machine.nowMs() + ASK_AGAIN_MS;
    return this.held.filter(({ under, readyMs }) => under === undefined && readyMs > soon).length;
  }

  private mustAsk(): boolean {
    const now = this.given.machine.nowMs();
    return now >= this.askAgainMs && this.isShort(this.wanted(), now);
  }

  private pauseMs(): number {
    const now = this.given.machine.nowMs();
    const next = this.held
      .filter(({ under }) => under === undefined)
      .map(({ readyMs }) => Math.max(readyMs, this.nextStartMs))
      .filter((startMs) => startMs > now);
    return Math.max(1, Math.min(...next, Math.max(this.askAgainMs, now + 1), now + ASK_AGAIN_MS) - now);
  }

  private async ask(wanted: number): Promise<void> {
    const { book, machine, owner } = this.given;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const known = await book.tokensOf(this.sender);
      const nowMs = machine.nowMs();
      const held = this.held.map(({ under, ...token }) => ({ ...token, isBusy: under !== undefined }));
      const dealt = dealTokens(known?.book, { owner, nowMs, total: this.perSecond, held, wanted });
      if (!(await book.keepTokens(this.sender, dealt.book, known?.version ?? 0))) continue;
      this.keep(dealt.held);
      break;
    }
    const now = machine.nowMs();
    this.askAgainMs = this.isShort(wanted, now) ? now + ASK_AGAIN_MS : now;
  }

  /** Too few tokens, or some that run out soon. */
  private isShort(wanted: number, now: number): boolean {
    return this.held.length < wanted || this.held.some(({ untilMs }) => untilMs - now < RENEW_MS);
  }

  private keep(dealt: readonly { readonly index: number; readonly readyMs: number; readonly untilMs: number }[]): void {
    const known = new Map(this.held.map((token) => [token.index, token]));
    this.held = dealt.map(({ index, readyMs, untilMs }) => {
      const token = known.get(index);
      if (token === undefined) return { index, readyMs, untilMs, wasUsed: false, under: undefined };
      token.untilMs = untilMs;
      return token;
    });
  }

  /** An idle sender's tokens are for whoever wants them. */
  private async rest(): Promise<void> {
    this.resting += 1;
    const mine = this.resting;
    await this.given.machine.sleep(IDLE_MS);
    if (mine !== this.resting || this.isPumping || this.held.length === 0) return;
    // Nobody may be served with what is just given back.
    this.isPumping = true;
    // What could not be given back runs out.
    await this.ask(0).catch(() => undefined);
    this.isPumping = false;
    if (this.waiting.length > 0) void this.pump();
  }
}
