/** Another process that says events: the relay hears of them by the change stream only. */
import { task } from './contestant.mjs';
import { openOutbox, sayEvenly } from './outbox.mjs';

const { count, rate = 1, ...where } = task();
const { client, db } = await openOutbox(where);
const committed = await sayEvenly({ client, db }, { rate, count, writer: 'another' });
process.send?.({ committed }, () => process.exit(0));
