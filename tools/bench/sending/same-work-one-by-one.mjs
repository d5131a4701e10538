/** The work of the product in four bare loops, one row at a time. */
import { sameWork } from './same-work/loop.mjs';

await sameWork(1);
