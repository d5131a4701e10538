import type { Director } from '@aftercare/testing';
import type { Act } from '../domain/agenda.js';
import { STAFF, type Community } from './community.js';
import type { Progress } from './progress.js';
import type { Run } from './run.js';

/** People of one instant act side by side, but not all at once: a front desk has only so many hands. */
const HANDS = 8;

/** The run moves on when people and products have nothing left to do before its end. */
export class Play {
  private texts = 0;
  private mails = 0;

  constructor(
    private readonly run: Run,
    private readonly director: Director,
    private readonly communities: readonly Community[],
    private readonly progress: Progress,
    private readonly setNow: (now: Date) => void,
  ) {}

  async toTheEnd(): Promise<void> {
    const { run } = this;
    let now = run.agenda.startedAt;
    for (;;) {
      await this.step(now);
      const next = earliest(run.agenda.nextAt(), this.director.nextAt);
      if (next === undefined || next >= run.until) break;
      now = next > now ? next : now;
    }
    await this.step(run.until);
    this.progress.done(run.until);
  }

  private async step(now: Date): Promise<void> {
    this.setNow(now);
    this.progress.at(now);
    const acts = this.run.agenda.take(now);
    if (acts.length === 0) await this.director.step(now);
    else await this.director.step(now, () => inTurn(acts));
    await this.hearNews();
  }

  /** What arrived during the step reaches the people it was sent to. The sandbox counts what it takes, so that it need not be asked where nothing came. */
  private async hearNews(): Promise<void> {
    const { texts = 0, mails = 0 } = this.director.countersOf('sandbox');
    if (texts !== this.texts) await this.hearTexts();
    if (mails !== this.mails) await this.hearMails();
  }

  private async hearTexts(): Promise<void> {
    const { next, items } = await this.run.world.textsSince(this.texts);
    this.texts = next;
    for (const { direction, status, to, from, body } of items.toSorted(byReader(({ body }) => body))) {
      if (direction === 'inbound' || status !== 'delivered') continue;
      for (const community of this.communities) community.onText(to, from, body);
    }
  }

  private async hearMails(): Promise<void> {
    const { next, items } = await this.run.world.mailsSince(this.mails);
    this.mails = next;
    for (const { to, text } of items.toSorted(byReader(({ text }) => text)))
      for (const community of this.communities) community.onMail(to, text);
  }
}

const earliest = (one: Date | undefined, other: Date | undefined): Date | undefined => {
  if (one === undefined) return other;
  if (other === undefined) return one;
  return one <= other ? one : other;
};

/** What left at one instant is read in an order of its own: by whom, then by the words without their links, which no two runs share. */
const byReader =
  <T extends { readonly to: string }>(wordsOf: (message: T) => string) =>
  (one: T, other: T): number =>
    compare(one.to, other.to) || compare(withoutLinks(wordsOf(one)), withoutLinks(wordsOf(other)));

const withoutLinks = (words: string): string => words.replaceAll(/https?:\/\/\S+/g, '');

const compare = (one: string, other: string): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

/** Staff first, then everybody else side by side; nobody does two things at once. */
const inTurn = async (acts: readonly Act[]): Promise<void> => {
  await sideBySide(acts.filter(({ who }) => who.startsWith(STAFF)));
  await sideBySide(acts.filter(({ who }) => !who.startsWith(STAFF)));
};

const sideBySide = async (acts: readonly Act[]): Promise<void> => {
  const waiting = [...new Set(acts.map(({ who }) => who))].map((who) => acts.filter((act) => act.who === who));
  const hand = async (): Promise<void> => {
    for (let own = waiting.shift(); own !== undefined; own = waiting.shift()) for (const act of own) await perform(act);
  };
  await Promise.all(Array.from({ length: Math.min(HANDS, waiting.length) }, hand));
};

const perform = async (act: Act): Promise<void> => {
  try {
    await act.run();
  } catch (error) {
    throw new Error(`at ${act.at.toISOString()} somebody could not ${act.what}`, { cause: error });
  }
};
