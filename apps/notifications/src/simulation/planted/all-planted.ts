import { factBugs } from './fact-bugs.js';
import type { Planted } from './planted.js';
import { planningBugs } from './planning-bugs.js';
import { providerBugs } from './provider-bugs.js';
import { replanningBugs } from './replanning-bugs.js';
import { sendingBugs } from './sending-bugs.js';

export const allPlanted: readonly Planted[] = [
  ...sendingBugs,
  ...providerBugs,
  ...factBugs,
  ...planningBugs,
  ...replanningBugs,
];
