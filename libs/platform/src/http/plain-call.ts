import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** A call whose body and answer fit into memory. */
export interface PlainCall {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Machine time for all of it, from the connection to the last byte. */
  readonly timeoutMs?: number;
}

export interface PlainAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The answer was not there in time. */
export class NoAnswerInTimeError extends Error {
  override readonly name = 'NoAnswerInTimeError';
}

/**
 * Agents with a timeout of their own heed `Keep-Alive: timeout` of the other side and give up a resting connection a second
 * before it does.
 */
const kept = { keepAlive: true, timeout: 10_000 };
const httpAgent = new HttpAgent(kept);
const httpsAgent = new HttpsAgent(kept);

const open = (url: URL, options: RequestOptions): ClientRequest =>
  url.protocol === 'https:'
    ? httpsRequest(url, { ...options, agent: httpsAgent })
    : httpRequest(url, { ...options, agent: httpAgent });

const answerTo = (sent: ClientRequest): Promise<PlainAnswer> =>
  new Promise((resolve, reject) => {
    // Not once: a request may fail again after it failed, and an error that nobody hears ends the process.
    sent.on('error', reject);
    sent.once('response', (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
  });

const inTime = <T>(sent: ClientRequest, answer: Promise<T>, timeoutMs: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new NoAnswerInTimeError(`no answer within ${timeoutMs} ms`));
      sent.destroy();
    }, timeoutMs);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
};

/**
 * One call over a kept connection, with Node's own client: `fetch` costs several times as much. Follows no redirect, repeats
 * nothing, and fails only when there is no whole answer.
 */
export const plainCall = (url: URL, call: PlainCall = {}): Promise<PlainAnswer> => {
  const { method = 'GET', body, timeoutMs } = call;
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  const sent = open(url, { method, headers: { ...call.headers, ...length } });
  const answer = answerTo(sent);
  sent.end(body);
  return timeoutMs === undefined ? answer : inTime(sent, answer, timeoutMs);
};
