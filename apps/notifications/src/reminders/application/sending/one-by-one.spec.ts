import { oneByOne } from './one-by-one.js';

describe('work that is done row by row', () => {
  it('goes on behind one that fails, and says so in the end', async () => {
    const done: string[] = [];
    const broken = new Error('cannot be read');
    const work = oneByOne(['a', 'b', 'c'], async (id) => {
      if (id === 'a') throw broken;
      done.push(id);
    });
    await expect(work).rejects.toBe(broken);
    expect(done).toEqual(['b', 'c']);
  });
});
