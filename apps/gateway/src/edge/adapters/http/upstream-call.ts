import { Agent, request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { TransientError } from '@aftercare/kernel';
import { PayloadTooLargeException } from '@nestjs/common';
import { announcedBytes, framed, isRead } from '../../domain/framing.js';
import type { Headers } from '../../domain/headers.js';
import { maxBodyBytesOf } from '../../domain/route.js';

/** The service is down, or silent for too long. */
export class ServiceUnavailableError extends TransientError {
  override readonly code = 'SERVICE_UNAVAILABLE';
  override readonly retryAfterSeconds = 2;
}

/** Silence on the socket, machine time. Services answer within two seconds or not usefully. */
const TIMEOUT_MS = 10_000;

/**
 * With a timeout of its own the agent heeds `Keep-Alive: timeout` of the services and gives up a resting connection a second
 * before they do, so that also what cannot be repeated may use one. Where a service ends in just that moment, the caller
 * gets the same SERVICE_UNAVAILABLE as from a connection that is refused.
 */
const keptConnections = new Agent({ keepAlive: true, maxFreeSockets: 32, timeout: TIMEOUT_MS });

export interface UpstreamCall {
  readonly base: string;
  /** Path and query, as they are sent. */
  readonly target: string;
  readonly method: string;
  /** What they say about the body's length is put right here. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** The body's bytes where they are read already; else it is streamed from the caller. */
  readonly body: Buffer | undefined;
}

interface Exchange {
  readonly from: IncomingMessage;
  readonly to: ServerResponse;
}

const open = (call: UpstreamCall): ClientRequest => {
  const url = new URL(call.base);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return send({
    protocol: url.protocol,
    hostname: url.hostname,
    port: url.port,
    path: call.target,
    method: call.method,
    headers: framed(call.headers, call) as Record<string, string | string[]>,
    timeout: TIMEOUT_MS,
    agent: url.protocol === 'http:' ? keptConnections : false,
  });
};

const answerTo = (upstream: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    upstream.once('response', resolve);
    upstream.once('error', reject);
    upstream.once('timeout', () => upstream.destroy(new Error('silent for too long')));
  });

/** A body that breaks off, or that is not as long as it said, ends with an error. */
async function* checked(call: UpstreamCall, body: IncomingMessage): AsyncGenerator<Buffer> {
  const maxBytes = maxBodyBytesOf(call.target);
  const announced = announcedBytes(framed(call.headers, call));
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new PayloadTooLargeException();
    yield chunk;
  }
  if (announced !== undefined && bytes !== announced) throw new Error('the body is not as long as it was announced');
}

/** After an error the connection is given up: the service still waits on it for the rest of this body. */
const sendBody = async (call: UpstreamCall, upstream: ClientRequest, from: IncomingMessage): Promise<void> => {
  if (isRead(call.method)) upstream.end();
  else if (call.body !== undefined) upstream.end(call.body);
  else await pipeline(checked(call, from), upstream);
};

const exchange = async (call: UpstreamCall, from: IncomingMessage): Promise<IncomingMessage> => {
  const upstream = open(call);
  const answer = answerTo(upstream);
  const sent = sendBody(call, upstream, from);
  // A service may answer before it has read all of the body, and a body may fail before there is an answer.
  return Promise.race([answer, sent.then(() => answer)]);
};

const isStale = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ECONNRESET';

/** Only reads are safe to repeat: of anything else nobody knows whether the service has done it. */
const askTwiceIfStale = async (call: UpstreamCall, from: IncomingMessage): Promise<IncomingMessage> => {
  try {
    return await exchange(call, from);
  } catch (error) {
    if (isRead(call.method) && isStale(error)) return exchange(call, from);
    throw error;
  }
};

/** Sends a call on and streams its answer back. A failure before the answer begins is SERVICE_UNAVAILABLE; after that the connection breaks. */
export const forward = async (
  call: UpstreamCall,
  { from, to }: Exchange,
  passing: (answer: IncomingMessage) => Headers | Promise<Headers>,
): Promise<void> => {
  let answer: IncomingMessage;
  try {
    answer = await askTwiceIfStale(call, from);
  } catch (cause) {
    if (cause instanceof PayloadTooLargeException) throw cause;
    throw new ServiceUnavailableError('the service does not answer', { cause });
  }
  const headers = await Promise.resolve(passing(answer)).catch((error: unknown) => {
    answer.destroy();
    throw error;
  });
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) to.setHeader(name, value);
  to.statusCode = answer.statusCode ?? 502;
  // The caller may go away at any time; then there is nobody left to tell.
  await pipeline(answer, to).catch(() => to.destroy());
};
