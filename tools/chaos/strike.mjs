/**
 * Loaded into a service before its own program (`node --import`): kills the process with SIGKILL at a named point of its work.
 * The product has no hook for this. What the process says to MongoDB, Kafka, the provider and the mail server is watched
 * from outside its code, and a command of the wanted shape is the point. The parent says over IPC which point and which of
 * its occurrences; before it dies the process writes down where it stood, so that the kill is proven to have hit there.
 */
import { appendFileSync } from 'node:fs';
import diagnostics from 'node:diagnostics_channel';
import { watchKafka, watchMongo } from './drivers.mjs';
import { watchMail } from './mail.mjs';

/** @typedef {{ point: string, nth: number }} Order */

/** @type {Order | undefined} */
let order;
let seen = 0;

/**
 * The process stands at a point. Does not come back when this was the one.
 * @param {string} point
 * @param {string} where what exactly it had done and what not
 */
function at(point, where) {
  if (order?.point !== point) return;
  seen += 1;
  if (seen < order.nth) return;
  const mark = { pid: process.pid, service: process.env['SERVICE_NAME'], point, where, nth: order.nth };
  appendFileSync(process.env['CHAOS_MARKS'] ?? '/dev/null', `${JSON.stringify(mark)}\n`);
  process.kill(process.pid, 'SIGKILL');
}

/** The headers of the answer are here; the product has not seen them. @param {unknown} message */
function onAnswer(message) {
  const { request, response } =
    /** @type {{ request: import('node:http').ClientRequest, response: import('node:http').IncomingMessage }} */ (
      message
    );
  if (!String(request.path).split('?')[0]?.endsWith('/Messages.json')) return;
  if (request.method === 'POST' && response.statusCode === 201)
    at('call', 'the provider took the text, its answer unread');
  if (request.method === 'GET' && response.statusCode === 200) at('look-up', 'the provider told, nothing written');
}

process.on('message', (/** @type {Order} */ message) => {
  order = message;
  seen = 0;
});
// Who started it is gone: nobody would end this process any more.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.channel?.unref();

diagnostics.subscribe('http.client.response.finish', onAnswer);
watchMongo(at, () => order?.point);
watchKafka(at);
watchMail(Number(process.env['SANDBOX_SMTP_PORT']), at);
