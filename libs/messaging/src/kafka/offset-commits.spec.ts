import { OffsetCommits } from './offset-commits.js';
import type { NextOffset } from './offset-commits.js';

/** A broker that answers when the test says so. */
class HeldBroker {
  readonly heard: string[] = [];
  private answers: { readonly well: () => void; readonly badly: (error: Error) => void }[] = [];

  readonly commit = (offsets: NextOffset[]): Promise<void> => {
    this.heard.push(offsets.map(({ topic, partition, offset }) => `${topic}/${partition}@${offset}`).join(' '));
    return new Promise((well, badly) => this.answers.push({ well, badly }));
  };

  answer(error?: Error): void {
    const next = this.answers.shift();
    if (error === undefined) next?.well();
    else next?.badly(error);
  }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};
const at = (partition: number, offset: number): NextOffset => ({
  topic: 'bookings',
  partition,
  offset: String(offset),
});

describe('OffsetCommits', () => {
  let broker: HeldBroker;
  let commits: OffsetCommits;
  beforeEach(() => {
    broker = new HeldBroker();
    commits = new OffsetCommits(broker.commit);
  });

  it('tells the newest offset of each partition in one request, and nothing where nothing ended', async () => {
    await commits.flush();
    for (const next of [at(0, 3), at(1, 8), at(0, 5)]) commits.ended(next);
    const flushed = commits.flush();
    await settle();
    broker.answer();
    await flushed;
    await commits.flush();
    expect(broker.heard).toEqual(['bookings/0@5 bookings/1@8']);
  });

  it('has one request on its way, and sends what ended meanwhile with the next', async () => {
    commits.ended(at(0, 3));
    const first = commits.flush();
    commits.ended(at(0, 4));
    commits.ended(at(1, 1));
    const next = [commits.flush(), commits.flush()];
    await settle();
    expect(broker.heard).toEqual(['bookings/0@3']);
    broker.answer();
    await first;
    await settle();
    expect(broker.heard).toEqual(['bookings/0@3', 'bookings/0@4 bookings/1@1']);
    broker.answer();
    await Promise.all(next);
    expect(broker.heard).toHaveLength(2);
  });

  it('says once that a request failed, and sends its offsets again unless the partition has come further', async () => {
    commits.ended(at(0, 3));
    commits.ended(at(1, 7));
    const failed = commits.flush();
    commits.ended(at(0, 5));
    broker.answer(new Error('not the coordinator'));
    await failed;
    expect(() => commits.check()).toThrow('not the coordinator');
    expect(() => commits.check()).not.toThrow();
    const again = commits.flush();
    broker.answer();
    await again;
    expect(broker.heard[1]?.split(' ').sort()).toEqual(['bookings/0@5', 'bookings/1@7']);
  });

  it('forgets what was not told when the partitions are dealt anew, also what is on its way', async () => {
    commits.ended(at(0, 3));
    const late = commits.flush();
    commits.ended(at(1, 4));
    commits.forget();
    broker.answer(new Error('an older generation'));
    await late;
    expect(() => commits.check()).not.toThrow();
    await commits.flush();
    expect(broker.heard).toEqual(['bookings/0@3']);
  });
});
