/** An answer whose body was read. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A request that did not end as the scenario expected; says which and what came back. */
export class UnexpectedAnswerError extends Error {
  constructor(what: string, answer: Pick<HttpAnswer, 'status' | 'text'>) {
    super(`${what} answered ${answer.status}: ${answer.text.slice(0, 400)}`);
    this.name = 'UnexpectedAnswerError';
  }
}

export const send = async (url: string, init: RequestInit): Promise<HttpAnswer> => {
  const response = await fetch(url, { redirect: 'manual', ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

/** The cookies that a browser would keep, by name. */
export class CookieJar {
  private readonly cookies = new Map<string, string>();

  take(answer: HttpAnswer): void {
    for (const line of answer.headers.getSetCookie()) {
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
