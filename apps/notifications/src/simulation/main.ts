import { simulate } from './simulate.js';

const from = Number(process.argv[2] ?? 1);
const count = Number(process.argv[3] ?? 10);
let bad = 0;
let steps = 0;
let sent = 0;
const began = performance.now();
for (let seed = from; seed < from + count; seed += 1) {
  const outcome = await simulate(seed, { trace: count === 1 });
  steps += outcome.steps;
  sent += outcome.sent;
  if (outcome.failures.length > 0) {
    bad += 1;
    if (bad <= 15 || count === 1) console.log(seed, outcome.failures.slice(0, 4).join('\n   '));
  }
  if (count === 1) console.log(outcome.trace.join('\n'));
}
console.log({ count, bad, steps, sent, ms: Math.round(performance.now() - began) });
