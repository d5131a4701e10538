import type { SeededRandom } from '@aftercare/testing';

import type { SenderAllowances } from '../reminders/application/sending/sender-allowances.js';

/** How bad it gets. Shares are chances per step or per call. */
export interface Weather {
  readonly processes: 1 | 2;
  readonly optOut: 'twilio' | 'ours';
  readonly kill: number;
  readonly freeze: number;
  readonly latencyMs: number;
  readonly stall: number;
  readonly storeHiccup: number;
  readonly leaseHiccup: number;
  readonly bellHiccup: number;
  readonly ring: { readonly lost: number; readonly twice: number; readonly late: number };
  readonly provider: {
    readonly dropsReply: number;
    readonly dropsCall: number;
    readonly busy: number;
    readonly fails: number;
    readonly bounces: number;
    readonly loses: number;
    readonly repeats: number;
    readonly delayMinutes: number;
    readonly silentList: number;
  };
  /** What senders may send; undefined: as much as there is. */
  readonly allowance: { readonly perSecond: number; readonly perDay: number } | undefined;
  /** Incidents of the whole run. */
  readonly outages: number;
}

const CALM: Weather = {
  processes: 1,
  optOut: 'ours',
  kill: 0,
  freeze: 0,
  latencyMs: 5,
  stall: 0,
  storeHiccup: 0,
  leaseHiccup: 0,
  bellHiccup: 0,
  ring: { lost: 0, twice: 0, late: 0 },
  provider: {
    dropsReply: 0,
    dropsCall: 0,
    busy: 0,
    fails: 0,
    bounces: 0,
    loses: 0,
    repeats: 0,
    delayMinutes: 5,
    silentList: 0,
  },
  allowance: undefined,
  outages: 0,
};

/** One seed in five is calm: there, everything must be on time to the minute. Another fifth has bad providers only. */
export const weatherOf = (random: SeededRandom): Weather => {
  const mood = random.next();
  const processes = random.chance(0.5) ? 1 : 2;
  const optOut = random.chance(0.7) ? 'ours' : 'twilio';
  // Little enough that it is felt.
  const allowance = random.chance(0.3) ? { perSecond: random.between(1, 3), perDay: random.between(2, 12) } : undefined;
  if (mood < 0.2) return { ...CALM, processes, optOut, allowance };
  const some = (most: number): number => (random.chance(0.6) ? random.next() * most : 0);
  const provider = {
    dropsReply: some(0.2),
    dropsCall: some(0.2),
    busy: some(0.15),
    fails: some(0.3),
    bounces: some(0.2),
    loses: some(0.4),
    repeats: some(0.4),
    delayMinutes: random.between(1, 600),
    silentList: some(0.4),
  };
  if (mood < 0.4) return { ...CALM, processes, optOut, provider, allowance };
  return {
    processes,
    optOut,
    provider,
    allowance,
    kill: some(0.008),
    freeze: some(0.002),
    latencyMs: random.between(0, 20),
    stall: some(0.01),
    storeHiccup: some(0.02),
    leaseHiccup: some(0.3),
    bellHiccup: some(0.2),
    ring: { lost: some(0.4), twice: some(0.3), late: some(0.3) },
    outages: random.between(0, 5),
  };
};

/** What the service is told of it: texts only, for both clinics alike. */
export const allowancesOf = ({ allowance }: Weather): SenderAllowances | undefined =>
  allowance === undefined ? undefined : { sms: allowance, email: {}, senders: new Map() };
