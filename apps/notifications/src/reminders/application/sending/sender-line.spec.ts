import { InMemoryAllowanceBook } from '../../testing/in-memory-allowance-book.js';
import { VirtualMachine } from '../../testing/virtual-machine.js';
import { SenderLine } from './sender-line.js';

/** The most calls that a provider saw in any second, whatever its first millisecond. */
const mostInASecond = (arrivals: readonly number[]): number => {
  const sorted = arrivals.toSorted((one, other) => one - other);
  return Math.max(0, ...sorted.map((atMs, index) => sorted.slice(index).filter((other) => other < atMs + 1000).length));
};

const noise = (seed: number) => {
  let state = seed;
  return (most: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state / 2_147_483_648) * most;
  };
};

/** Until enough answers were heard, calls rest longer. */
const WARM_UP_S = 3;

interface Given {
  readonly perSecond: number;
  readonly processes: number;
  readonly seconds: number;
  /** Of the provider, from the call to the answer. */
  readonly answerMs: number;
  readonly waysMs?: number;
  readonly hiccups?: boolean;
}

/** Processes with more to send than they may, and the instants at which the provider had their calls. */
const play = async ({ perSecond, processes, seconds, answerMs, waysMs = 0, hiccups = false }: Given) => {
  const [machine, book, luck] = [new VirtualMachine(), new InMemoryAllowanceBook(), noise(perSecond + processes)];
  const arrivals: number[] = [];
  const endMs = machine.nowMs() + seconds * 1000;
  const send = async (line: SenderLine): Promise<void> => {
    while (machine.nowMs() < endMs) {
      const pass = await line.take();
      if (pass.begin()) {
        await machine.sleep(luck(waysMs));
        arrivals.push(machine.nowMs());
        await machine.sleep(answerMs);
      }
      pass.end();
    }
  };
  for (let process = 0; process < processes; process += 1) {
    const line = new SenderLine('sms:+1', perSecond, { book, machine, owner: `p${process}` });
    for (let lane = 0; lane < perSecond; lane += 1) void send(line);
  }
  for (let ms = 0; ms < seconds * 1000; ms += 250) {
    await machine.run(250);
    if (hiccups && luck(1) < 0.2) machine.stall(luck(60));
  }
  const begun = arrivals.filter((atMs) => atMs >= endMs - (seconds - WARM_UP_S) * 1000);
  return { arrivals, share: begun.length / (perSecond * (seconds - WARM_UP_S)) };
};

describe('the line of a sender', () => {
  it('uses 98 % of the allowance and never more in any second', async () => {
    const { arrivals, share } = await play({ perSecond: 20, processes: 1, seconds: 60, answerMs: 50 });
    expect(mostInASecond(arrivals)).toBe(20);
    expect(share).toBeGreaterThanOrEqual(0.98);
  });

  it('spreads the calls of a second, so that they do not hold each other up', async () => {
    const { arrivals } = await play({ perSecond: 20, processes: 1, seconds: 10, answerMs: 50 });
    const gaps = arrivals.slice(1).map((atMs, index) => atMs - (arrivals[index] ?? 0));
    // What a process that was held up makes up for.
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(20);
    expect((arrivals[19] ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThanOrEqual(700);
  });

  it('holds the allowance of a sender that two processes send for, and uses it', async () => {
    const { arrivals, share } = await play({ perSecond: 20, processes: 2, seconds: 60, answerMs: 50 });
    expect(mostInASecond(arrivals)).toBeLessThanOrEqual(20);
    expect(share).toBeGreaterThanOrEqual(0.98);
  });

  it('holds it when calls arrive late, the process stands still, or more processes send than there are calls', async () => {
    const rough = { answerMs: 80, waysMs: 10, hiccups: true, seconds: 40 };
    for (const [perSecond, processes] of [
      [10, 1],
      [7, 3],
      [1, 3],
    ] as const) {
      const { arrivals, share } = await play({ ...rough, perSecond, processes });
      expect(mostInASecond(arrivals)).toBeLessThanOrEqual(perSecond);
      expect(share).toBeGreaterThanOrEqual(0.85);
    }
  });

  it('holds nobody back who comes soon after another while most of the second is free', async () => {
    const machine = new VirtualMachine();
    const line = new SenderLine('sms:+1', 20, { book: new InMemoryAllowanceBook(), machine, owner: 'p' });
    const servedMs: number[] = [];
    const take = async (): Promise<void> => {
      const pass = await line.take();
      pass.begin();
      servedMs.push(machine.nowMs());
    };
    const beganMs = machine.nowMs();
    void take();
    await machine.run(60);
    void take();
    await machine.run(300);
    expect(servedMs).toHaveLength(2);
    // It asks for another token at most 200 ms after the last time.
    expect((servedMs[1] ?? Infinity) - beganMs).toBeLessThanOrEqual(250);
  });

  it('lets nobody start a call with a leave that has run out', async () => {
    const machine = new VirtualMachine();
    const line = new SenderLine('sms:+1', 1, { book: new InMemoryAllowanceBook(), machine, owner: 'p' });
    const taken = line.take();
    await machine.run(10);
    const pass = await taken;
    machine.stall(5000);
    expect(pass.begin()).toBe(false);
  });
});
