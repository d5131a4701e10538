import type { IncomingMessage, ServerResponse } from 'node:http';
import { Clock, InvalidInputError, SteppedClock } from '@aftercare/kernel';
import { Inject, Injectable, PayloadTooLargeException } from '@nestjs/common';
import { z } from 'zod';
import { invalidInput } from '../edge/validation.js';
import { DueDriver } from './due-driver.js';
import { MAX_WAIT_MS, QuiescenceReport } from './quiescence.js';
import type { Quiescence } from './quiescence.js';

const wait = z.coerce.number().int().min(0).max(MAX_WAIT_MS).default(0);
const orderSchema = z.strictObject({ now: z.iso.datetime({ offset: true }).transform((text) => new Date(text)), wait });
const lookSchema = z.strictObject({ wait });
type Order = z.output<typeof orderSchema>;
type Call = (request: IncomingMessage) => Promise<Quiescence>;

/** Several times what the director sends. */
const MOST_BODY_CHARACTERS = 1024;

/** A page of another site cannot send this type without being asked first, which is never allowed. */
const isJson = (request: IncomingMessage): boolean =>
  /^application\/json\b/u.test(request.headers['content-type'] ?? '');

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  if (!isJson(request)) return undefined;
  let text = '';
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) {
    text += chunk;
    if (text.length > MOST_BODY_CHARACTERS) throw new PayloadTooLargeException();
  }
  return JSON.parse(text);
};

const queryOf = ({ url = '' }: IncomingMessage): unknown =>
  Object.fromEntries(new URLSearchParams(url.slice(url.indexOf('?') + 1 || url.length)));

const parsed = <T>(schema: z.ZodType<T>, input: unknown): T => {
  const result = schema.safeParse(input);
  if (!result.success) throw invalidInput(result.error.issues);
  return result.data;
};

const send = (response: ServerResponse, answer: Quiescence): void => {
  const text = JSON.stringify(answer);
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) };
  response.writeHead(200, headers).end(text);
};

/**
 * The director's side of a process; open only with `CLOCK=stepped`. It stands in front of the whole edge: a step asks every
 * process several times, and the edge with its parsers, guards, pipes and answer tags costs four times as much as the answer.
 */
@Injectable()
export class DirectorDoor {
  private readonly calls: ReadonlyMap<string, Call> = new Map<string, Call>([
    ['POST /internal/clock/set', async (request) => this.set(await orderOf(request))],
    ['POST /internal/clock/fire', async (request) => this.fire(await orderOf(request))],
    ['POST /internal/clock/release', async (request) => this.release(await orderOf(request))],
    ['GET /internal/quiescence', async (request) => this.report.after(parsed(lookSchema, queryOf(request)).wait)],
  ]);

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(DueDriver) private readonly driver: DueDriver,
    @Inject(QuiescenceReport) private readonly report: QuiescenceReport,
  ) {}

  /** Whether there is a director at all. */
  get isOpen(): boolean {
    return this.clock instanceof SteppedClock;
  }

  /** Answers the director's calls; everything else, and what it refuses, goes on to the edge. */
  readonly enter = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void): void => {
    const { method = '', url = '' } = request;
    const call = this.calls.get(`${method} ${url.split('?', 1)[0] ?? ''}`);
    if (call === undefined) next();
    else call(request).then((answer) => send(response, answer), next);
  };

  /** The new time holds; nothing fires. */
  private set({ now, wait }: Order): Promise<Quiescence> {
    this.step(now);
    return this.report.after(wait);
  }

  /** What is due at the instant runs once. */
  private async fire({ now, wait }: Order): Promise<Quiescence> {
    this.step(now);
    const due = this.report.dueBy(now);
    if (due?.size === 0) return this.report.after(wait);
    const { failed } = await this.driver.fire(now, due);
    return this.report.after(wait, failed);
  }

  /** Time runs by itself from this instant on. */
  private release({ now, wait }: Order): Promise<Quiescence> {
    this.step(now).release();
    this.driver.start();
    return this.report.after(wait);
  }

  private step(now: Date): SteppedClock {
    if (!(this.clock instanceof SteppedClock)) throw new Error('the director needs the stepped clock');
    try {
      this.clock.step(now);
    } catch {
      throw new InvalidInputError('the clock cannot go back', [
        { field: 'now', message: 'lies before the present instant' },
      ]);
    }
    return this.clock;
  }
}

const orderOf = async (request: IncomingMessage): Promise<Order> => parsed(orderSchema, await bodyOf(request));
