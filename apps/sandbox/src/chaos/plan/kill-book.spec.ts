import { SeededRandom } from '@aftercare/testing';
import { KillBook, POINTS } from './kill-book.js';
import type { Order, Victim, WaveOfKills } from './kill-book.js';

const VICTIMS: readonly Victim[] = ['notifications', 'scheduling'];
const bookOf = (kills: number): KillBook => new KillBook(kills, new SeededRandom(1));

const playOut = (book: KillBook, wave: WaveOfKills = {}): readonly (Order & { readonly victim: Victim })[] => {
  const orders: (Order & { readonly victim: Victim })[] = [];
  for (const victim of VICTIMS) {
    const next = () => book.orderFor(victim, POINTS, wave);
    for (let order = next(); order !== undefined; order = next()) {
      orders.push({ ...order, victim });
      book.done(victim, order.point);
    }
  }
  return orders;
};

describe('the kills of a run', () => {
  it.each([12, 100])('%d are spread evenly over the six points', (kills) => {
    const orders = playOut(bookOf(kills));
    const counts = POINTS.map((point) => orders.filter((order) => order.point === point).length);
    expect(orders).toHaveLength(kills);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });

  it('are given only where there is work to die in', () => {
    expect(bookOf(12).orderFor('scheduling', ['claim', 'call'])).toBeUndefined();
    expect(bookOf(12).orderFor('notifications', ['call'])?.point).toBe('call');
  });

  it('come at the first passes where a wave is small', () => {
    const passesOf = (wave: WaveOfKills) => Math.max(...playOut(bookOf(100), wave).map(({ nth }) => nth));
    expect(passesOf({ messages: 80 })).toBe(2);
    expect(passesOf({})).toBeGreaterThan(10);
  });

  it('are kept for later waves', () => {
    const book = bookOf(12);
    expect(book.orderFor('notifications', ['claim'], { reserve: 12 })).toBeUndefined();
    expect(book.orderFor('notifications', ['claim'], { reserve: 6 })).toBeDefined();
  });

  it('are all done in the end: a second death at a point stands for no other', () => {
    const book = bookOf(6);
    for (let index = 0; index < 3; index += 1) book.done('notifications', 'call');
    expect(book.left).toBe(5);
    expect(playOut(book).map(({ point }) => point)).not.toContain('call');
    expect(book.left).toBe(0);
  });
});
