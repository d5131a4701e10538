import { plainCall } from '@aftercare/platform';
import type { PlainAnswer, PlainCall } from '@aftercare/platform';

/** An answer whose body was read. */
export type HttpAnswer = PlainAnswer;

/** A request that did not end as the scenario expected; says which and what came back. */
export class UnexpectedAnswerError extends Error {
  constructor(what: string, answer: Pick<HttpAnswer, 'status' | 'text'>) {
    super(`${what} answered ${answer.status}: ${answer.text.slice(0, 400)}`);
    this.name = 'UnexpectedAnswerError';
  }
}

/** Nobody in the demo waits longer than this for an answer. */
const TIMEOUT_MS = 60_000;

export const send = (url: string, call: PlainCall): Promise<HttpAnswer> =>
  plainCall(new URL(url), { timeoutMs: TIMEOUT_MS, ...call });

/** The cookies that a browser would keep, by name. */
export class CookieJar {
  private readonly cookies = new Map<string, string>();

  take(answer: HttpAnswer): void {
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [pair = ''] = line.split(';');
      const split = pair.indexOf('=');
      const name = pair.slice(0, split).trim();
      if (/;\s*max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, pair.slice(split + 1));
    }
  }

  header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}
