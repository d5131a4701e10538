import type { Reminder } from '../../reminders/domain/reminder.js';
import { SHARDS } from '../../reminders/domain/reminder.js';
import { instead } from './instead.js';
import type { Planted } from './planted.js';

const DAY_MS = 86_400_000;
const FAR = new Date('2099-01-01T00:00:00Z');

/** Bugs of claiming, calling and settling. */
export const sendingBugs: readonly Planted[] = [
  {
    name: 'no fencing of shards',
    breaks: 'one decision point per person: a shard is worked by its holder alone',
    ports: ({ leases, machine }) => ({
      leases: instead(leases, {
        hold: async (owner, ttlMs) => {
          await leases.hold(owner, ttlMs);
          const untilMs = machine.nowMs() + DAY_MS;
          return new Map(Array.from({ length: SHARDS }, (_, shard) => [shard, { untilMs }] as const));
        },
      }),
    }),
  },
  {
    name: 'lease margin ignored',
    breaks: 'work on a shard stops 2 s before its lease ends',
    shownBy: 403,
    ports: ({ leases }) => ({
      leases: instead(leases, {
        hold: async (owner, ttlMs) => {
          const held = await leases.hold(owner, ttlMs);
          return new Map([...held].map(([shard, { untilMs }]) => [shard, { untilMs: untilMs + 8000 }] as const));
        },
      }),
    }),
  },
  {
    name: 'claim is not written',
    breaks: 'the claim is the written intent to send',
    ports: ({ ledger }) => ({
      ledger: instead(ledger, {
        claim: async (ids, claim) => {
          const rows = await ledger.claim(ids, claim);
          return rows.map((row) => ({ ...row, claim: { ...claim, id: `${claim.id}-unwritten` } }));
        },
      }),
    }),
    process: (process) => {
      const { slots } = process.inside;
      const { claimAndDecide } = slots;
      slots.claimAndDecide = async (ids) => {
        const claimed = await claimAndDecide.call(slots, ids);
        return claimed === undefined
          ? claimed
          : { ...claimed, claim: { ...claimed.claim, id: `${claimed.claim.id}-unwritten` } };
      };
    },
  },
  {
    name: 'claim without due check',
    breaks: 'nothing is claimed before it is due',
    ports: ({ ledger }, { durable }) => ({
      ledger: instead(ledger, {
        due: async (query) => {
          const due = await ledger.due(query);
          const soon = await durable.ledger.due({ ...query, until: new Date(query.until.getTime() + 600_000) });
          return due.length === 0 ? due : soon;
        },
        claim: async (ids, claim) => {
          await durable.rows.change(
            (rows) =>
              rows
                .filter(({ state, dueAt }) => state === 'planned' && dueAt > claim.at)
                .map((row) => ({ ...row, dueAt: claim.at })),
            ids,
          );
          return ledger.claim(ids, claim);
        },
      }),
    }),
  },
  {
    name: 'promoter misses the horizon edge',
    breaks: 'late only while something was down',
    ports: ({ ledger }) => ({
      ledger: instead(ledger, {
        due: (query) => ledger.due({ ...query, until: new Date(query.until.getTime() - 90_000) }),
      }),
    }),
  },
  {
    name: 'blind resend of a lost claim',
    breaks: 'in doubt is a state, not a retry',
    ports: ({ waiting }, { durable }) => ({
      waiting: instead(waiting, {
        expireClaims: async (machineMs) => {
          await waiting.countSending();
          return durable.rows.change((rows) =>
            rows
              .filter(({ state, claim }) => state === 'sending' && claim !== undefined && claim.until < machineMs)
              .map(({ claim: _claim, ...row }) => ({ ...row, state: 'planned' as const })),
          );
        },
      }),
    }),
  },
  {
    name: 'silence taken for a refusal',
    breaks: 'a call that nobody knows the end of is in doubt',
    ports: ({ texts }) => ({
      texts: instead(texts, {
        send: async (message) => {
          const outcome = await texts.send(message);
          return outcome.outcome === 'in-doubt' ? { outcome: 'retry-later', afterSeconds: 5 } : outcome;
        },
      }),
    }),
  },
  {
    name: 'email sent again when its answer is lost',
    breaks: 'nothing is ever sent blindly again',
    ports: ({ emails }) => ({
      emails: instead(emails, {
        send: async (message) => {
          const outcome = await emails.send(message);
          return outcome.outcome === 'in-doubt' ? emails.send(message) : outcome;
        },
      }),
    }),
  },
  {
    name: 'provider is not believed',
    breaks: 'a text that the provider knows is not sent again',
    ports: ({ texts }) => ({ texts: instead(texts, { lookUp: async () => ({ found: false }) }) }),
  },
  {
    name: 'NOT_PROVEN resent',
    breaks: 'an email in doubt closes as failed',
    ports: ({ ledger }) => ({
      ledger: instead(ledger, {
        put: (row, work) => ledger.put(row.reason === 'NOT_PROVEN' ? { ...row, state: 'planned' } : row, work),
      }),
    }),
  },
  {
    name: '21610 retried',
    breaks: 'a number that the provider blocks is not tried again',
    ports: ({ texts }) => ({
      texts: instead(texts, {
        send: async (message) => {
          const outcome = await texts.send(message);
          return outcome.outcome === 'refused' && outcome.code === '21610'
            ? { outcome: 'retry-later', afterSeconds: 60 }
            : outcome;
        },
      }),
    }),
  },
  {
    name: 'callback moves a delivery back',
    breaks: 'callbacks move a delivery forward, never back',
    ports: ({ ledger }) => ({
      ledger: instead(ledger, {
        find: async (key, within) => {
          const row = await ledger.find(key, within);
          return within === undefined && row?.state === 'delivered' ? { ...row, state: 'sending' } : row;
        },
      }),
    }),
  },
  {
    name: 'result is not stored',
    breaks: 'what went out stands in the ledger as sent',
    ports: ({ ledger }) => ({
      ledger: instead(ledger, {
        settle: async (settlements, claim, within) =>
          ledger.settle(
            settlements.map((one) =>
              one.to === 'sent' && one.row.kind === '24h' ? { ...one, to: 'skipped', reason: 'MERGED' } : one,
            ),
            claim,
            within,
          ),
      }),
    }),
  },
  {
    name: 'notAfter ignored',
    breaks: '"see you at 9" is never sent at noon',
    ports: ({ ledger }) => ({
      ledger: instead(ledger, {
        claim: async (ids, claim) =>
          (await ledger.claim(ids, claim)).map((row: Reminder) => ({ ...row, notAfter: FAR })),
      }),
    }),
  },
  {
    name: 'late call',
    breaks: 'a call starts within 5 s of its claim, or not at all',
    process: ({ inside: { slots } }) => {
      const { deliver } = slots;
      slots.deliver = (claimed) => deliver.call(slots, { ...claimed, claimedMs: Infinity }, () => true);
    },
  },
];
