import type { FakeUpstream } from '../../testing/fake-upstream.js';
import type { OpenedLink, OwnMessage, OwnPage } from '../application/ports.js';

export const aToken = (name: string): string => name.padEnd(22, '0');

const aPage = (clientRef: string, firstName: string, visit?: OwnPage['visit']): OwnPage => ({
  clientRef,
  firstName,
  choices: `http://elm.example/u/${clientRef}`,
  ...(visit === undefined ? {} : { visit }),
});

/** The personal links of notifications: links that work once, and the pages of two people. */
export class FakeNotifications {
  readonly links = new Map<string, OpenedLink>();
  readonly wishes: unknown[] = [];
  readonly people = new Map<string, OwnPage>([
    ['mara', aPage('mara', 'Mara', { words: 'Tuesday 11 May, 10:30', link: 'http://elm.example/b/VISIT' })],
    ['jon', aPage('jon', 'Jon <b>')],
  ]);
  messages: readonly OwnMessage[] = [];
  /** Answers are held back until this is done. */
  before: Promise<void> = Promise.resolve();
  isAway = false;

  constructor(upstream: FakeUpstream) {
    upstream.answer = ({ url, body, headers }, response) => {
      void this.before.then(() => {
        if (this.isAway || !(headers.authorization ?? '').startsWith('Bearer ')) response.writeHead(503).end('{}');
        else response.setHeader('content-type', 'application/json').end(JSON.stringify(this.answer(url, body)));
      });
    };
  }

  /** A link in a message. */
  give(name: string, opened: Partial<OpenedLink> = {}): string {
    const token = aToken(name);
    this.links.set(token, { clinicId: 'clinic-elm', clientRefs: ['mara'], returnTo: '/me', ...opened });
    return token;
  }

  private answer(url: string, body: Buffer): unknown {
    // Tests look at bodies freely.
    const said = JSON.parse(body.toString()) as { token: string; clientRefs: readonly string[] };
    if (url === '/internal/personal-links/redeem') {
      const opens = this.links.get(said.token) ?? null;
      this.links.delete(said.token);
      return { opens };
    }
    if (url === '/internal/personal-links/pages') {
      const clients = said.clientRefs.flatMap((ref) => this.people.get(ref) ?? []);
      return { pages: { alias: 'Elm Rooms', phone: '020 7946 0000', clients } };
    }
    if (url === '/internal/personal-links/messages') return { items: this.messages };
    this.wishes.push({ url, ...said });
    return { heard: true };
  }
}
