import type { Me } from './answers.js';
import type { Problem } from './problem.js';

/** What the server answered instead of a result; `OFFLINE` when there was no answer at all, or not all of one. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
    this.name = 'ApiError';
  }
}

export const isProblem = (error: unknown, code: string): boolean =>
  error instanceof ApiError && error.problem.code === code;

/** Whom the page was loaded for. Unsafe requests are refused without the request token of the session. */
export type Signed = Pick<Me, 'accountId' | 'csrfToken'>;

let signed: Signed | undefined;

export const actAs = (whom: Signed | undefined): void => {
  signed = whom;
};

const OFFLINE: Problem = { status: 0, code: 'OFFLINE' };

/** What stops a connection stops it before an answer or in the middle of one; what the page itself stopped is no problem. */
const unlessBroken = async <T>(work: () => Promise<T>, problem: Problem): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(problem);
  }
};

const problemOf = async (response: Response): Promise<Problem> => {
  const unknown: Problem = { status: response.status, code: `HTTP_${response.status}` };
  if (!(response.headers.get('content-type') ?? '').includes('json')) return unknown;
  // An edge: problem+json of the gateway or of a service behind it.
  return unlessBroken(async () => ({ ...unknown, ...((await response.json()) as Partial<Problem>) }), unknown);
};

const send = (path: string, init: RequestInit): Promise<Response> =>
  unlessBroken(() => fetch(path, { credentials: 'same-origin', cache: 'no-store', ...init }), OFFLINE);

const resultOf = async <T>(response: Response): Promise<T> => {
  if (!response.ok) throw new ApiError(await problemOf(response));
  return unlessBroken(async () => {
    const text = await response.text();
    // An edge: the shapes stand in answers.ts.
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }, OFFLINE);
};

export const get = async <T>(path: string, signal?: AbortSignal): Promise<T> =>
  resultOf(await send(path, signal === undefined ? {} : { signal }));

export interface PostOptions {
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Names what the request makes: sent twice, it makes one. */
  readonly key?: string;
  /** Right for whoever is signed in by now, not only for the one whom the page was loaded for. */
  readonly forAnybody?: boolean;
}

/**
 * Who signed in in another tab after this page was loaded: their session has another request token. The refused request
 * did nothing and is sent once more with the new one, but not in the name of somebody else.
 */
const signedInAnew = async (refusal: unknown, forAnybody: boolean): Promise<Signed> => {
  const before = signed;
  const now = await get<Me>('/api/me').catch(() => undefined);
  if (before === undefined || now === undefined || now.csrfToken === before.csrfToken) throw refusal;
  if (now.accountId === before.accountId) actAs(now);
  else if (!forAnybody) throw new ApiError({ status: 403, code: 'SOMEBODY_ELSE' });
  return now;
};

export const post = async <T>(path: string, body: unknown, options: PostOptions = {}): Promise<T> => {
  const { method = 'POST', key, forAnybody = false } = options;
  const sendAs = async (whom: Signed | undefined): Promise<T> =>
    resultOf(
      await send(path, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(whom === undefined ? {} : { 'x-csrf-token': whom.csrfToken }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        body: JSON.stringify(body),
      }),
    );
  try {
    return await sendAs(signed);
  } catch (error) {
    if (!isProblem(error, 'CROSS_SITE_REQUEST')) throw error;
    return sendAs(await signedInAnew(error, forAnybody));
  }
};
