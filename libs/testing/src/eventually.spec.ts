import { eventually, NeverHappenedError } from './eventually.js';

const quickly = { timeoutMs: 50, everyMs: 1 };

describe('eventually', () => {
  it('gives the first answer that is not false', async () => {
    let looks = 0;
    await expect(eventually(() => ++looks > 2 && 'done', quickly)).resolves.toBe('done');
    expect(looks).toBe(3);
  });

  it('looks again after a failed expectation', async () => {
    let looks = 0;
    await eventually(() => {
      looks += 1;
      expect(looks).toBe(3);
    }, quickly);
    expect(looks).toBe(3);
  });

  it('tells what the last look found when it never happens', async () => {
    const never = eventually(() => {
      throw new Error('two rows, not three');
    }, quickly);
    await expect(never).rejects.toThrow('did not happen within 50 ms: two rows, not three');
    await expect(eventually(() => false, quickly)).rejects.toBeInstanceOf(NeverHappenedError);
  });
});
