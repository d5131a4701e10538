import type { MachineTime } from '@aftercare/kernel';
import type { DemoConfig } from '../config.js';
import type { DemoOptions } from './options.js';
import type { Output } from './play/progress.js';

/** What a run of the demo is given. */
export interface DemoSetting {
  readonly config: DemoConfig;
  readonly options: DemoOptions;
  readonly machine: MachineTime;
  readonly output: Output;
}
