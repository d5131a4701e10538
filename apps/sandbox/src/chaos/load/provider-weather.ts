import type { MachineTime } from '@aftercare/kernel';
import { HttpProcess } from '@aftercare/testing';
import type { SeededRandom } from '@aftercare/testing';
import { send, UnexpectedAnswerError } from '../../demo/http/json-http.js';

type Fault = 'drop-reply' | 'server-error' | 'too-many-requests' | 'refuse-connection' | 'slow';

/** Mostly the worst one: the text is taken and the answer gets lost. */
const FAULTS: readonly [Fault, ...Fault[]] = [
  ...Array.from({ length: 12 }, () => 'drop-reply' as const),
  ...Array.from({ length: 3 }, () => 'server-error' as const),
  ...Array.from({ length: 3 }, () => 'too-many-requests' as const),
  'refuse-connection',
  'refuse-connection',
  'slow',
] as unknown as readonly [Fault, ...Fault[]]; // twenty of them
const LOOK_MS = 100;
/** One fault for so many texts that were taken: a slow machine shall not have a worse provider. */
const TEXTS_PER_FAULT = 20;

/** What the provider does wrong while reminders fall due. */
export class ProviderWeather {
  readonly counts = new Map<Fault, number>();
  private readonly sandbox: HttpProcess;
  private planned = 0;
  private isOn = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly sandboxUrl: string,
    private readonly random: SeededRandom,
    private readonly machine: MachineTime,
  ) {
    this.sandbox = new HttpProcess('sandbox', sandboxUrl);
  }

  begin(): void {
    this.isOn = true;
    this.loop = this.misbehave();
    // Whoever ends it hears of it.
    this.loop.catch(() => undefined);
  }

  async end(): Promise<void> {
    this.isOn = false;
    await this.loop;
  }

  /** From now on mails to this address are taken and their answer is cut off. */
  async deafen(address: string): Promise<void> {
    await this.post('mail-faults', { address, fault: 'cut-after-dot' });
  }

  private async misbehave(): Promise<void> {
    while (this.isOn) {
      const { counters } = await this.sandbox.look(0);
      // The first one waits for nobody.
      if ((counters['texts'] ?? 0) >= this.planned * TEXTS_PER_FAULT) await this.planOne();
      await this.machine.sleep(LOOK_MS);
    }
  }

  private async planOne(): Promise<void> {
    const fault = this.random.pick(FAULTS);
    await this.post('faults', { fault, times: 1 });
    this.counts.set(fault, (this.counts.get(fault) ?? 0) + 1);
    this.planned += 1;
  }

  private async post(what: string, body: object): Promise<void> {
    const answer = await send(`${this.sandboxUrl}/sandbox/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.status >= 300) throw new UnexpectedAnswerError(what, answer);
  }
}
