/** A stand-in for Twilio that takes every text after its time and writes down when each call came, by sender. Its own process, as in production. */
import { createServer } from 'node:http';

/** Milliseconds from a call to its answer. */
const LATENCY_MS = 50;

/** @type {{ from: string, id: string, at: number }[]} */
let calls = [];
let taken = 0;

const now = () => performance.timeOrigin + performance.now();

const server = createServer(async (request, response) => {
  const at = now();
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  const attempt = new URL(form.get('StatusCallback') ?? 'http://none/').searchParams.get('a') ?? '';
  calls.push({ from: form.get('From') ?? '', id: attempt.split('~')[1] ?? '', at });
  taken += 1;
  const sid = `SM${String(taken).padStart(32, '0')}`;
  setTimeout(() => {
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ sid, status: 'queued', date_created: new Date().toUTCString() }));
  }, LATENCY_MS);
});
server.keepAliveTimeout = 60_000;

process.on('message', () => {
  process.send?.({ calls });
  calls = [];
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` });
});
