import type { Quiescence } from '@aftercare/platform';
import { Agent, request } from 'node:http';

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

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Over HTTP, as in the demo and the end-to-end tests. */
export class HttpProcess implements SteppedProcess {
  private readonly agent = new Agent({ keepAlive: true });

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
    return this.ask(`quiescence?wait=${waitMs}`, 'GET');
  }

  private post(what: string, body: object): Promise<Quiescence> {
    return this.ask(`clock/${what}`, 'POST', JSON.stringify(body));
  }

  private async ask(path: string, method: 'GET' | 'POST', body?: string): Promise<Quiescence> {
    const { status, text } = await this.exchange(path, method, body);
    if (status !== 200) throw new Error(`${this.name} answered ${status} to ${path}: ${text}`);
    // Our own platform library wrote it.
    return JSON.parse(text) as Quiescence;
  }

  /** Node's own client: a step makes about twenty of these calls, and `fetch` costs several times as much. */
  private exchange(path: string, method: string, body: string | undefined): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers =
        body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const options = { method, headers, agent: this.agent, timeout: ANSWER_WITHIN_MS };
      // A request may fail again after it failed; what came of it is decided once.
      let isOver = false;
      const once = (settle: () => void): void => {
        if (!isOver) settle();
        isOver = true;
      };
      const sent = request(`${this.address}/internal/${path}`, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          once(() => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') })),
        );
        response.on('error', (error) => once(() => reject(error)));
      });
      sent.on('timeout', () => {
        once(() => reject(new Error(`${this.name} did not answer ${path}`)));
        sent.destroy();
      });
      // A kept connection whose process was restarted meanwhile; every one of these calls may be repeated.
      sent.on('error', (error) =>
        once(() => (sent.reusedSocket ? resolve(this.exchange(path, method, body)) : reject(error))),
      );
      sent.end(body);
    });
  }
}
