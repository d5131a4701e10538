/** The work of the product in a bare loop, 250 rows at a time. */
import { sameWork } from './same-work/loop.mjs';

await sameWork(250);
