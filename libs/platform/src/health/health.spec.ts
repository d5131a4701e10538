import { Health } from './health.js';

describe('Health', () => {
  it('is not ready before the process serves', async () => {
    const health = new Health();
    expect(await health.problems()).toEqual(['process: starting']);
    health.serving();
    expect(await health.problems()).toEqual([]);
  });

  it('names who has a problem', async () => {
    const health = new Health();
    health.serving();
    health.register('kafka', () => ['no fetch for 6 s']);
    health.register('store', async () => {
      throw new Error('mongodb://user:secret@host');
    });
    expect(await health.problems()).toEqual(['kafka: no fetch for 6 s', 'store: the check failed']);
  });

  it('stays red once the process stops', async () => {
    const health = new Health();
    health.stopping();
    health.serving();
    expect(await health.problems()).toEqual(['process: stopping']);
  });
});
