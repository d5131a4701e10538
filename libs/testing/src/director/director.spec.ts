import type { Quiescence } from '@aftercare/platform';
import { Director, StuckStepError } from './director.js';
import type { SteppedProcess } from './process-port.js';
import { lagOf } from './quiet.js';

/** A process without HTTP: due instants, and what it says of itself. */
class FakeProcess implements SteppedProcess {
  readonly log: string[] = [];
  now = '';
  due: string[] = [];
  busyLooks = 0;
  failures = 0;
  published: Record<string, string> = {};
  handled: Record<string, Record<string, string>> = {};
  written = 0;
  onLook: () => void = () => undefined;

  constructor(readonly name: string) {}

  async set(now: Date): Promise<Quiescence> {
    this.now = now.toISOString();
    this.log.push(`set ${this.now}`);
    return this.answer();
  }

  async fire(now: Date): Promise<Quiescence> {
    this.log.push(`fire ${now.toISOString()}`);
    if (this.failures > 0) {
      this.failures -= 1;
      return { ...this.answer(), failed: ['bells'] };
    }
    this.due = this.due.filter((each) => each > now.toISOString());
    return this.answer();
  }

  async release(now: Date): Promise<Quiescence> {
    this.log.push(`release ${now.toISOString()}`);
    return this.answer();
  }

  async look(): Promise<Quiescence> {
    this.onLook();
    if (this.busyLooks > 0) this.busyLooks -= 1;
    return this.answer();
  }

  private answer(): Quiescence {
    const { name: service, now, published, handled } = this;
    const busy = this.busyLooks > 0 ? 1 : 0;
    const working: Record<string, number> = busy > 0 ? { job: 1 } : {};
    return {
      service,
      now,
      nextAt: this.due[0] ?? null,
      failed: [],
      busy,
      working,
      counters: { written: this.written },
      published: { ...published },
      handled: structuredClone(handled),
    };
  }
}

const at = (time: string): Date => new Date(`2027-03-01T${time}:00.000Z`);
const iso = (time: string): string => at(time).toISOString();

describe('Director', () => {
  it('sets the time everywhere, lets people act, then fires where something is due', async () => {
    const [one, other] = [new FakeProcess('one'), new FakeProcess('other')];
    one.due = [iso('10:00')];
    other.due = [iso('10:01')];
    await new Director([one, other]).step(at('10:00'), () => void one.log.push('acts'));
    expect(one.log).toEqual([`set ${iso('10:00')}`, 'acts', `fire ${iso('10:00')}`]);
    expect(other.log).toEqual([`set ${iso('10:00')}`]);
  });

  it('fires what fell due at the instant because of what people did', async () => {
    const one = new FakeProcess('one');
    await new Director([one]).step(at('10:00'), () => void (one.due = [iso('10:00')]));
    expect(one.log.at(-1)).toBe(`fire ${iso('10:00')}`);
  });

  it('fires a process that was too busy to say what is due', async () => {
    const one = new FakeProcess('one');
    one.busyLooks = 3;
    await new Director([one]).step(at('10:00'));
    expect(one.log.at(-1)).toBe(`fire ${iso('10:00')}`);
  });

  it('plays every instant at which anything falls due, wherever', async () => {
    const [one, other] = [new FakeProcess('one'), new FakeProcess('other')];
    one.due = [iso('10:00'), iso('12:00')];
    other.due = [iso('11:00'), iso('23:00')];
    const director = new Director([one, other]);
    expect(await director.step(at('09:00'))).toEqual(at('10:00'));
    await director.playUntil(at('12:00'));
    expect(one.log.filter((line) => line.startsWith('set'))).toEqual(
      ['09:00', '10:00', '11:00', '12:00'].map((time) => `set ${iso(time)}`),
    );
    expect(director.nextAt).toEqual(at('23:00'));
    expect(director.timings.steps).toBe(4);
    expect(director.timings.p99Ms).toBeGreaterThanOrEqual(director.timings.meanMs);
  });

  it('does not go on while somebody is busy', async () => {
    const one = new FakeProcess('one');
    let fired = 0;
    one.busyLooks = 5;
    await new Director([one]).step(
      at('10:00'),
      () => void (fired = one.log.filter((line) => line.startsWith('fire')).length),
    );
    expect(fired).toBe(0);
    expect(one.busyLooks).toBe(0);
  });

  it('does not go on while a group lags behind what was published', async () => {
    const [one, other] = [new FakeProcess('one'), new FakeProcess('other')];
    one.due = [iso('10:00')];
    one.published = { 'bookings/0': '5' };
    other.handled = { 'other.plan': { 'bookings/0': '3' } };
    let looks = 0;
    other.onLook = () => {
      looks += 1;
      if (looks === 4) other.handled = { 'other.plan': { 'bookings/0': '5' } };
    };
    await new Director([one, other]).step(at('10:00'));
    expect(looks).toBeGreaterThanOrEqual(5);
  });

  it('does not take two unequal rounds for quiet', async () => {
    const one = new FakeProcess('one');
    one.due = [iso('10:00')];
    let looks = 0;
    one.onLook = () => {
      looks += 1;
      if (looks <= 3) one.written += 1;
    };
    await new Director([one]).step(at('10:00'));
    expect(looks).toBe(4);
  });

  it('fires again what failed', async () => {
    const one = new FakeProcess('one');
    one.due = [iso('10:00')];
    one.failures = 2;
    await new Director([one]).step(at('10:00'));
    expect(one.log.filter((line) => line.startsWith('fire'))).toHaveLength(3);
  });

  it('fails a stuck step with a list of who is busy or behind', async () => {
    const [one, other] = [new FakeProcess('one'), new FakeProcess('other')];
    one.busyLooks = Number.POSITIVE_INFINITY;
    one.published = { 'bookings/0': '5' };
    other.handled = { 'other.plan': { 'bookings/0': '3' } };
    const stuck = new Director([one, other], { stuckAfterMs: 20 }).step(at('10:00'));
    await expect(stuck).rejects.toThrow(/one is busy: \{"job":1\}\n {2}other\.plan is at 3 of 5 in bookings\/0/u);
    await expect(stuck).rejects.toBeInstanceOf(StuckStepError);
  });

  it('fails when something stays due at the instant', async () => {
    const one = new FakeProcess('one');
    one.due = [iso('10:00')];
    one.failures = Number.POSITIVE_INFINITY;
    await expect(new Director([one], { stuckAfterMs: 50 }).step(at('10:00'))).rejects.toBeInstanceOf(StuckStepError);
  });

  it('tells what a process had counted when the step was quiet', async () => {
    const [one, other] = [new FakeProcess('one'), new FakeProcess('other')];
    const director = new Director([one, other]);
    expect(director.countersOf('other')).toEqual({});
    await director.step(at('10:00'), () => void (other.written = 3));
    expect([director.countersOf('one'), director.countersOf('other')]).toEqual([{ written: 0 }, { written: 3 }]);
    other.due = [iso('10:05')];
    other.onLook = () => void (other.written = 7);
    await director.step(at('10:01'));
    await director.step(at('10:05'));
    expect(director.countersOf('other')).toEqual({ written: 7 });
  });

  it('lets time run by itself at the end', async () => {
    const one = new FakeProcess('one');
    const director = new Director([one]);
    await expect(director.release()).rejects.toThrow('needs an instant');
    await director.step(at('10:00'));
    await director.release();
    expect(one.log.at(-1)).toBe(`release ${iso('10:00')}`);
  });
});

describe('lag', () => {
  const published = { published: { 'bookings/0': '5', 'bookings/1': '2', 'clients/0': '9' } };
  const answer = (changes: Partial<Quiescence>): Quiescence => ({
    service: 's',
    now: '',
    nextAt: null,
    failed: [],
    busy: 0,
    working: {},
    counters: {},
    published: {},
    handled: {},
    ...changes,
  });

  it('counts every partition of a topic that a group consumes, also the ones it has not begun', () => {
    const round = [answer(published), answer({ handled: { plan: { 'bookings/0': '5' } } })];
    expect(lagOf(round)).toEqual(['plan is at 0 of 2 in bookings/1']);
  });

  it('adds up the members of a group', () => {
    const members = [
      answer({ handled: { plan: { 'bookings/0': '5' } } }),
      answer({ handled: { plan: { 'bookings/0': '3', 'bookings/1': '2' } } }),
    ];
    expect(lagOf([answer(published), ...members])).toEqual([]);
  });

  it('compares offsets as numbers', () => {
    const round = [answer({ published: { 'bookings/0': '10' } }), answer({ handled: { plan: { 'bookings/0': '9' } } })];
    expect(lagOf(round)).toHaveLength(1);
  });
});
