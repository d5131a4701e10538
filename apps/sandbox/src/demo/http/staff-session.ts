import { MachineTime } from '@aftercare/kernel';
import { CookieJar, send, UnexpectedAnswerError, type HttpAnswer } from './json-http.js';
import type { OutsideWorld } from './outside-world.js';

const MAIL_DEADLINE_MS = 10_000;
const TOKEN = /[?&#/=]([0-9A-Za-z]{22})(?![0-9A-Za-z])/;

interface Given {
  readonly body?: object;
  readonly key?: string | undefined;
}

/** A member of staff at a browser: signs in by the emailed link, and again when the session has ended. */
export class StaffSession {
  private jar = new CookieJar();
  private csrf = '';
  private signingIn: Promise<void> | undefined;

  constructor(
    private readonly publicUrl: string,
    private readonly email: string,
    private readonly world: OutsideWorld,
    private readonly machine: MachineTime,
  ) {}

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  /** With a key, a repetition creates nothing twice, and what is created has an id that follows from clinic and key. */
  post<T>(path: string, body: object, key?: string): Promise<T> {
    return this.call<T>('POST', path, { body, key });
  }

  put<T>(path: string, body: object): Promise<T> {
    return this.call<T>('PUT', path, { body });
  }

  patch<T>(path: string, body: object): Promise<T> {
    return this.call<T>('PATCH', path, { body });
  }

  /** The whole answer, for those who expect a refusal. */
  async answerOf(method: string, path: string, given: Given = {}): Promise<HttpAnswer> {
    const first = await this.send(method, path, given);
    if (first.status !== 401) return first;
    await this.signIn();
    return this.send(method, path, given);
  }

  private async call<T>(method: string, path: string, given: Given = {}): Promise<T> {
    const answer = await this.answerOf(method, path, given);
    if (answer.status >= 300) throw new UnexpectedAnswerError(`${method} ${path}`, answer);
    return (answer.text === '' ? undefined : JSON.parse(answer.text)) as T; // the caller names the API's shape
  }

  private send(method: string, path: string, { body, key }: Given): Promise<HttpAnswer> {
    return send(`${this.publicUrl}${path}`, {
      method,
      headers: {
        cookie: this.jar.header(),
        origin: this.publicUrl,
        'x-csrf-token': this.csrf,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  private signIn(): Promise<void> {
    this.signingIn ??= this.signInOnce().finally(() => {
      this.signingIn = undefined;
    });
    return this.signingIn;
  }

  private async signInOnce(): Promise<void> {
    const before = (await this.world.mailsTo(this.email)).length;
    const asked = await this.send('POST', '/api/auth/links', { body: { email: this.email } });
    if (asked.status >= 300) throw new UnexpectedAnswerError('POST /api/auth/links', asked);
    const token = await this.emailedToken(before);
    this.jar = new CookieJar();
    const answer = await this.send('POST', '/api/auth/sessions', { body: { token } });
    if (answer.status >= 300) throw new UnexpectedAnswerError('POST /api/auth/sessions', answer);
    this.jar.take(answer);
    this.csrf = (JSON.parse(answer.text) as { csrfToken: string }).csrfToken; // the gateway's `Me`
  }

  private async emailedToken(before: number): Promise<string> {
    const deadline = this.machine.nowMs() + MAIL_DEADLINE_MS;
    while (this.machine.nowMs() < deadline) {
      const mail = (await this.world.mailsTo(this.email)).slice(before).at(-1);
      const token = mail === undefined ? undefined : TOKEN.exec(mail.text)?.[1];
      if (token !== undefined) return token;
      await this.machine.sleep(20);
    }
    throw new Error(`no sign-in link arrived for ${this.email}`);
  }
}
