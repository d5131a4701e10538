import { StoreUnavailableError } from '@aftercare/messaging';
import { OwnerSilentError } from '@aftercare/platform';
import type { SeededRandom } from '@aftercare/testing';
import type { Weather } from './weather.js';

type Owner = 'scheduling' | 'outcomes';

interface Hooks {
  readonly onHiccup: () => void;
  readonly onSilence: () => void;
}

/** Which calls of stores and owners fail. */
export class Failures {
  leasesFail = false;
  private readonly silent = new Set<Owner>();

  constructor(
    private readonly weather: Weather,
    private readonly random: SeededRandom,
    private readonly hooks: Hooks,
  ) {}

  get isAnybodySilent(): boolean {
    return this.silent.size > 0;
  }

  silence(owner: Owner, isOn: boolean): void {
    if (isOn) this.silent.add(owner);
    else this.silent.delete(owner);
  }

  end(): void {
    this.leasesFail = false;
    this.silent.clear();
  }

  /** The error that a call ends with. */
  of(what: string): Error | undefined {
    if (what.startsWith('owners')) return this.ofOwner(what);
    const { storeHiccup, leaseHiccup, bellHiccup } = this.weather;
    if (what.startsWith('store')) return this.random.chance(storeHiccup) ? this.hiccup('the store is away') : undefined;
    if (what.startsWith('leases'))
      return this.leasesFail || this.random.chance(leaseHiccup) ? this.hiccup('the leases are away') : undefined;
    return what.startsWith('bell') && this.random.chance(bellHiccup) ? new Error('Redis is away') : undefined;
  }

  private hiccup(text: string): Error {
    this.hooks.onHiccup();
    return new StoreUnavailableError(text);
  }

  private ofOwner(what: string): Error | undefined {
    if (!this.silent.has(what === 'owners.surveys' ? 'outcomes' : 'scheduling')) return undefined;
    this.hooks.onSilence();
    return new OwnerSilentError('nobody answers');
  }
}
