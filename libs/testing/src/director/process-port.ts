import type { Quiescence } from '@aftercare/platform';

/** A process under the stepped clock, as the director sees it. */
export interface SteppedProcess {
  /** For the dump of a stuck step. */
  readonly name: string;
  /** The new time holds; nothing fires. */
  set(now: Date): Promise<Quiescence>;
  /** What is due runs once. */
  fire(now: Date, waitMs: number): Promise<Quiescence>;
  /** Time runs by itself from here on. */
  release(now: Date): Promise<Quiescence>;
  look(waitMs: number): Promise<Quiescence>;
}

/** Machine time that one answer may take beyond the wait that was asked for. */
const ANSWER_WITHIN_MS = 30_000;

/** Over HTTP, as in the demo and the end-to-end tests. */
export class HttpProcess implements SteppedProcess {
  constructor(
    readonly name: string,
    private readonly address: string,
  ) {}

  set(now: Date): Promise<Quiescence> {
    return this.post('set', { now: now.toISOString() });
  }

  fire(now: Date, waitMs: number): Promise<Quiescence> {
    return this.post('fire', { now: now.toISOString(), wait: waitMs });
  }

  release(now: Date): Promise<Quiescence> {
    return this.post('release', { now: now.toISOString() });
  }

  look(waitMs: number): Promise<Quiescence> {
    return this.ask(`quiescence?wait=${waitMs}`, {});
  }

  private post(what: string, body: object): Promise<Quiescence> {
    return this.ask(`clock/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  private async ask(path: string, init: RequestInit): Promise<Quiescence> {
    const response = await fetch(`${this.address}/internal/${path}`, {
      ...init,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${this.name} answered ${response.status} to ${path}: ${text}`);
    // Our own platform library wrote it.
    return JSON.parse(text) as Quiescence;
  }
}
