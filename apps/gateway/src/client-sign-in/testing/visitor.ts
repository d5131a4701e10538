import type { TestGateway } from '../../testing/start-gateway.js';

/** The first cookie that an answer sets, as a browser sends it back. */
export const cookieIn = (answer: { readonly headers: object }): string =>
  String((answer.headers as Record<string, unknown>)['set-cookie']).split(';', 1)[0] ?? '';

/** Somebody with a phone and no account. */
export class Visitor {
  constructor(private readonly gateway: TestGateway) {}

  ask(address: string, more: object = {}) {
    return this.gateway.http
      .post('/link')
      .type('form')
      .send({ address, ...more });
  }

  press(token: string, form: object = {}) {
    return this.gateway.http.post(`/go/${token}`).type('form').send(form);
  }

  /** Opens pages by a link and keeps the cookie. */
  async open(token: string, form: object = {}): Promise<string> {
    return cookieIn(await this.press(token, form).expect(303));
  }

  me(cookie: string) {
    return this.gateway.http.get('/me').set('cookie', cookie);
  }
}
