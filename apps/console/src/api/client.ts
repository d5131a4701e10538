import type { Problem } from './problem.js';

/** What the server answered instead of a result; `OFFLINE` when there was no answer at all. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
    this.name = 'ApiError';
  }
}

let csrfToken: string | undefined;

/** The request token of the session; unsafe requests are refused without it. */
export const useRequestToken = (token: string | undefined): void => {
  csrfToken = token;
};

const problemOf = async (response: Response): Promise<Problem> => {
  const unknown: Problem = { status: response.status, code: `HTTP_${response.status}` };
  if (!(response.headers.get('content-type') ?? '').includes('json')) return unknown;
  // An edge: problem+json of the gateway or of a service behind it.
  return { ...unknown, ...((await response.json()) as Partial<Problem>) };
};

const send = async (path: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(path, { credentials: 'same-origin', cache: 'no-store', ...init });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError({ status: 0, code: 'OFFLINE' });
  }
};

const resultOf = async <T>(response: Response): Promise<T> => {
  if (!response.ok) throw new ApiError(await problemOf(response));
  const text = await response.text();
  // An edge: the shapes stand in answers.ts.
  return (text === '' ? undefined : JSON.parse(text)) as T;
};

export const get = async <T>(path: string, signal?: AbortSignal): Promise<T> =>
  resultOf(await send(path, signal === undefined ? {} : { signal }));

export interface PostOptions {
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Names what the request makes: sent twice, it makes one. */
  readonly key?: string;
}

export const post = async <T>(path: string, body: unknown, { method = 'POST', key }: PostOptions = {}): Promise<T> =>
  resultOf(
    await send(path, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(csrfToken === undefined ? {} : { 'x-csrf-token': csrfToken }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: JSON.stringify(body),
    }),
  );
