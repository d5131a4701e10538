/** One call a second: whoever holds it may start a call, and the next one only a second after the provider has surely had the last. */
export interface Token {
  /** Empty: nobody's. */
  readonly owner: string;
  /** Until when its owner may start calls with it. Machine milliseconds, as all times here. */
  readonly untilMs: number;
  /** From when on it may be used, as far as its last owner wrote it down. */
  readonly readyMs: number;
}

/** All tokens of one sender, and who would like more of them. */
export interface TokenBook {
  readonly tokens: readonly Token[];
  readonly waiting: readonly { readonly owner: string; readonly untilMs: number }[];
}

/** A token in the hands of a process. */
export interface HeldToken {
  readonly index: number;
  readonly readyMs: number;
  /** Since it was taken: one that was never used is not given away, or it would go round without a call. */
  readonly wasUsed: boolean;
  readonly isBusy: boolean;
}

export interface TokenWish {
  readonly owner: string;
  readonly nowMs: number;
  /** Tokens of the sender: its calls a second. */
  readonly total: number;
  readonly held: readonly HeldToken[];
  readonly wanted: number;
}

export interface Dealt {
  readonly book: TokenBook;
  /** What is in the hands of who asked, with the times from which it may be used. */
  readonly held: readonly { readonly index: number; readonly readyMs: number; readonly untilMs: number }[];
}

/** A call may reach its provider this much later than the one before it did; 1.2 % of the allowance. */
const MARGIN_MS = 12;
/** A token rests this long after its call. */
export const REST_MS = 1000 + MARGIN_MS;
/** Renewed long before; what a dead process held is free after it. */
export const TOKEN_TTL_MS = 5000;
const WAIT_TTL_MS = 2000;

const NOBODY = '';

/** Of a process that died: it may have started a call in its very last moment. */
const released = (token: Token, nowMs: number): Token =>
  token.owner === NOBODY || token.untilMs > nowMs
    ? token
    : { owner: NOBODY, untilMs: 0, readyMs: Math.max(token.readyMs, token.untilMs + REST_MS) };

/** More calls a second than before: the new ones rest first. Fewer: the last ones are gone. */
const resized = (book: TokenBook | undefined, { total, nowMs }: TokenWish): readonly Token[] => {
  const readyMs = book === undefined ? nowMs : nowMs + REST_MS;
  return Array.from({ length: total }, (_, index) => {
    const known = book?.tokens[index];
    return known === undefined ? { owner: NOBODY, untilMs: 0, readyMs } : released(known, nowMs);
  });
};

/** What a process has of these tokens, with what it knows about them better than the book. */
const mineOf = (tokens: readonly Token[], { owner, held }: TokenWish): readonly HeldToken[] =>
  held.filter(({ index }) => tokens[index]?.owner === owner);

/** A process's part while others want some; `most` is rounded up, so that no token is left over. */
const fairPart = (
  tokens: readonly Token[],
  waiting: TokenBook['waiting'],
  { owner: me, total }: TokenWish,
): { readonly least: number; readonly most: number } => {
  if (waiting.length === 0) return { least: total, most: total };
  const holders = tokens.map(({ owner }) => owner).filter((owner) => owner !== NOBODY && owner !== me);
  const part = total / (1 + new Set([...holders, ...waiting.map(({ owner }) => owner)]).size);
  return { least: Math.floor(part), most: Math.ceil(part) };
};

const byReadiness = (one: { readonly readyMs: number }, other: { readonly readyMs: number }): number =>
  one.readyMs - other.readyMs;

/** Which tokens stay: not more than wanted, nor than the fair part while somebody waits. A token under a call stays in any case. */
const kept = (mine: readonly HeldToken[], most: number, fair: number): readonly HeldToken[] => {
  const [bound, free] = [mine.filter((one) => one.isBusy), mine.filter((one) => !one.isBusy)];
  const room = Math.max(0, most - bound.length);
  const inOrder = [...free.filter(({ wasUsed }) => !wasUsed), ...free.filter(({ wasUsed }) => wasUsed)];
  const stay = inOrder.slice(0, room);
  const over = bound.length + stay.length - fair;
  return [...bound, ...(over > 0 ? withoutUsed(stay, over) : stay)];
};

const withoutUsed = (tokens: readonly HeldToken[], count: number): readonly HeldToken[] => {
  const used = tokens.filter(({ wasUsed }) => wasUsed);
  const leaving = new Set(used.slice(Math.max(0, used.length - count)));
  return tokens.filter((token) => !leaving.has(token));
};

/**
 * Deals the tokens of a sender anew for one process: prolongs what it holds, takes what is free, gives back what it does not need or what
 * is more than its part while another waits. No two processes ever hold the same token, so no second sees more calls than there are tokens.
 */
export const dealTokens = (book: TokenBook | undefined, wish: TokenWish): Dealt => {
  const { owner, nowMs, wanted } = wish;
  const tokens = resized(book, wish);
  const others = (book?.waiting ?? []).filter((one) => one.owner !== owner && one.untilMs > nowMs);
  const fair = fairPart(tokens, others, wish);
  const stay = kept(mineOf(tokens, wish), wanted, fair.least);
  const room = Math.min(wanted, fair.most) - stay.length;
  const free = tokens
    .map((token, index) => ({ ...token, index }))
    .filter((token) => token.owner === NOBODY)
    .sort(byReadiness);
  const taken = free.slice(0, Math.max(0, room));
  const untilMs = nowMs + TOKEN_TTL_MS;
  const held = [...stay, ...taken].map(({ index, readyMs }) => ({ index, readyMs, untilMs }));
  const holds = new Map(held.map((token) => [token.index, token]));
  const knows = new Map(wish.held.map((token) => [token.index, token.readyMs]));
  const dealt = tokens.map((token, index): Token => {
    const mine = holds.get(index);
    if (mine !== undefined) return { owner, untilMs, readyMs: mine.readyMs };
    return token.owner === owner ? { owner: NOBODY, untilMs: 0, readyMs: givenBackMs(token, knows.get(index)) } : token;
  });
  const waits = held.length < wanted ? [{ owner, untilMs: nowMs + WAIT_TTL_MS }] : [];
  return { book: { tokens: dealt, waiting: [...others, ...waits] }, held };
};

/** The owner knows when its call was over; one that forgot the token may have used it until its end. */
const givenBackMs = (token: Token, knownMs: number | undefined): number => knownMs ?? token.untilMs + REST_MS;
