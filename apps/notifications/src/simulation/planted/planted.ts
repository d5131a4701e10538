import type { Ports } from '../service/ports.js';
import type { ServiceProcess } from '../service/process.js';
import type { Durable } from '../service/durable.js';
import type { Facts } from '../outside/facts.js';

/** What a bug may get at beside the ports of its process. */
export interface Scene {
  readonly durable: Durable;
  readonly facts: Facts;
}

/** A bug that somebody could have made: the composition of a process with one thing in the wrong place. */
export interface Planted {
  readonly name: string;
  /** The rule that it breaks. */
  readonly breaks: string;
  /** A seed that showed it, tried before all others where the search from 1 on is long. When it shows it no more, another one will. */
  readonly shownBy?: number;
  readonly ports?: (ports: Ports, scene: Scene) => Partial<Ports>;
  readonly process?: (process: ServiceProcess, scene: Scene) => void;
}
