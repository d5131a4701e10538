import type { Ports } from '../service/ports.js';
import type { ServiceProcess } from '../service/process.js';
import type { World } from '../world.js';

/** A bug that somebody could have made: the composition of a process with one thing in the wrong place. */
export interface Planted {
  readonly name: string;
  /** The rule that it breaks. */
  readonly breaks: string;
  readonly ports?: (ports: Ports, world: World) => Partial<Ports>;
  readonly process?: (process: ServiceProcess, world: World) => void;
}
