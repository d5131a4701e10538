/** What every benchmark does with its figures: median and range, ratios, gates, a file for machines, the exit code. */
import { writeFileSync } from 'node:fs';

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/**
 * @param {string} name
 * @param {number} value
 * @param {{ atLeast?: number, atMost?: number }} goal
 */
export function gate(name, value, { atLeast, atMost }) {
  const ok = atLeast === undefined ? value <= (atMost ?? 0) : value >= atLeast;
  return { name, value: Number(value.toFixed(3)), goal: atLeast === undefined ? `<= ${atMost}` : `>= ${atLeast}`, ok };
}

/**
 * @param {{ bench: string, runs: readonly object[], ratios: Record<string, number>, gates: readonly ReturnType<typeof gate>[] }} result
 * @param {string | undefined} file
 */
export function finish(result, file) {
  for (const one of result.gates)
    console.log(`${one.ok ? 'ok  ' : 'FAIL'} ${one.name}: ${one.value} (goal ${one.goal})`);
  if (file) writeFileSync(file, `${JSON.stringify(result, undefined, 2)}\n`);
  process.exitCode = result.gates.every((one) => one.ok) ? 0 : 1;
}
