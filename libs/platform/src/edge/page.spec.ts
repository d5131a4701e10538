import { z } from 'zod';
import { cursorFrom, pageOf, pageQuery } from './page.js';

const query = z.strictObject(pageQuery);
const cursorOf = (item: number): string => `${item}|id-${item}`;

describe('a page', () => {
  it('has 50 items unless asked otherwise, and never more than 200', () => {
    expect(query.parse({})).toEqual({ limit: 50 });
    expect(query.parse({ limit: '200' }).limit).toBe(200);
    expect(query.safeParse({ limit: '201' }).success).toBe(false);
    expect(query.safeParse({ limit: '0' }).success).toBe(false);
  });

  it('leads to the next one while there is more', () => {
    const page = pageOf([1, 2, 3], 2, cursorOf);
    expect(page.items).toEqual([1, 2]);
    expect(cursorFrom(page.next)).toBe('2|id-2');
  });

  it('is the last one when nothing follows', () => {
    expect(pageOf([1, 2], 2, cursorOf)).toEqual({ items: [1, 2] });
    expect(pageOf([], 2, cursorOf)).toEqual({ items: [] });
  });

  it('starts at the beginning without a cursor', () => {
    expect(cursorFrom(undefined)).toBeUndefined();
  });

  it.each(['%%%', 'a', 'not base64!'])('refuses the cursor %s', (after) => {
    expect(() => cursorFrom(after)).toThrow('the cursor is not one of ours');
  });
});
