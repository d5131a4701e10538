import { dealTokens, REST_MS, TOKEN_TTL_MS } from './sender-tokens.js';
import type { Dealt, HeldToken, TokenBook, TokenWish } from './sender-tokens.js';

const wish = (changes: Partial<TokenWish>): TokenWish => ({
  ...{ owner: 'p', nowMs: 10_000, total: 4, held: [], wanted: 4 },
  ...changes,
});
const heldOf = ({ held }: Dealt, changes: Partial<HeldToken> = {}): readonly HeldToken[] =>
  held.map(({ index, readyMs }) => ({ index, readyMs, wasUsed: true, isBusy: false, ...changes }));
const indexes = ({ held }: Dealt): readonly number[] => held.map(({ index }) => index).toSorted();
const owners = (book: TokenBook): string => book.tokens.map(({ owner }) => (owner === '' ? '-' : owner)).join('');

describe('tokens of a sender', () => {
  it('are as many as it may make calls a second, and nobody else gets those that are held', () => {
    const first = dealTokens(undefined, wish({ wanted: 3 }));
    expect(indexes(first)).toEqual([0, 1, 2]);
    const second = dealTokens(first.book, wish({ owner: 'q' }));
    expect(owners(second.book)).toBe('pppq');
    expect(indexes(second)).toEqual([3]);
  });

  it('are shared evenly between processes that both want more', () => {
    const first = dealTokens(undefined, wish({}));
    const second = dealTokens(first.book, wish({ owner: 'q' }));
    expect(indexes(second)).toEqual([]);
    const shrunk = dealTokens(second.book, wish({ held: heldOf(first) }));
    expect(shrunk.held).toHaveLength(2);
    const third = dealTokens(shrunk.book, wish({ owner: 'q' }));
    expect(third.held).toHaveLength(2);
  });

  it('go round where there are fewer than processes, but not before each was used', () => {
    const first = dealTokens(undefined, wish({ total: 1 }));
    const waiting = dealTokens(first.book, wish({ owner: 'q', total: 1 }));
    const unused = dealTokens(waiting.book, wish({ total: 1, held: heldOf(first, { wasUsed: false }) }));
    expect(owners(unused.book)).toBe('p');
    const used = dealTokens(waiting.book, wish({ total: 1, held: heldOf(first, { readyMs: 11_500 }) }));
    const next = dealTokens(used.book, wish({ owner: 'q', total: 1 }));
    expect(next.held).toEqual([{ index: 0, readyMs: 11_500, untilMs: 10_000 + TOKEN_TTL_MS }]);
  });

  it('of a process that died rest once more after its hold on them has run out', () => {
    const first = dealTokens(undefined, wish({}));
    const nowMs = 10_000 + TOKEN_TTL_MS;
    expect(dealTokens(first.book, wish({ owner: 'q', nowMs: nowMs - 1 })).held).toEqual([]);
    const taken = dealTokens(first.book, wish({ owner: 'q', nowMs }));
    expect(taken.held.map(({ readyMs }) => readyMs)).toEqual(Array(4).fill(nowMs + REST_MS));
  });

  it('that an owner forgot count as used until its hold ends', () => {
    const first = dealTokens(undefined, wish({ wanted: 1 }));
    const again = dealTokens(first.book, wish({ nowMs: 11_000, wanted: 1 }));
    expect(again.book.tokens[0]).toEqual({ owner: '', untilMs: 0, readyMs: 15_000 + REST_MS });
  });

  it('under a call stay where they are, whoever waits', () => {
    const first = dealTokens(undefined, wish({}));
    const waiting = dealTokens(first.book, wish({ owner: 'q' }));
    expect(dealTokens(waiting.book, wish({ wanted: 0, held: heldOf(first, { isBusy: true }) })).held).toHaveLength(4);
  });

  it('that a raised allowance adds rest first, and a lowered one takes the last', () => {
    const first = dealTokens(undefined, wish({ wanted: 2 }));
    const more = dealTokens(first.book, wish({ total: 6, wanted: 6, held: heldOf(first) }));
    expect(more.book.tokens.slice(4).map(({ readyMs }) => readyMs)).toEqual([10_000 + REST_MS, 10_000 + REST_MS]);
    const fewer = dealTokens(more.book, wish({ total: 1, held: heldOf(more) }));
    expect(fewer.held).toHaveLength(1);
    expect(fewer.book.tokens).toHaveLength(1);
  });
});
