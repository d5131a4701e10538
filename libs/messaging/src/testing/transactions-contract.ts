import { defineEvent } from '@aftercare/contracts';
import { DomainError, type ClinicKey } from '@aftercare/kernel';
import * as z from 'zod';
import { say, type Transaction } from '../reaction.js';
import type { OutboxRow } from '../store/rows.js';
import type { Transactions } from '../transactions.js';

const countedV1 = defineEvent({
  type: 'aftercare.trial.number.counted.v1',
  topic: 'trial.numbers',
  summary: 'A number rose.',
  data: z.object({ id: z.string(), count: z.int() }),
  partitionKey: (data) => data.id,
});

class Refused extends DomainError {
  override readonly code = 'REFUSED';
}

export interface TransactionsUnderTest {
  readonly transactions: Transactions;
  read(collection: string, id: string, within?: Transaction): Promise<Readonly<Record<string, unknown>> | undefined>;
  rows(): Promise<readonly OutboxRow[]>;
}

const key: ClinicKey = { clinicId: 'clinic-1', id: 'counter' };

const raiseOn = (tested: TransactionsUnderTest): Promise<number> =>
  tested.transactions.run(
    async ({ within, writes, say: tell }) => {
      const stored = await tested.read('numbers', key.id, within);
      const version = typeof stored?.['version'] === 'number' ? stored['version'] : 0;
      writes.put('numbers', key, { count: version + 1 }, version === 0 ? undefined : version);
      tell(say(countedV1, key.clinicId, { id: key.id, count: version + 1 }), version + 1);
      return version + 1;
    },
    { correlationId: 'c-1' },
  );

/** What every `Transactions` promises to use cases. */
export const describeTransactionsContract = (name: string, make: () => Promise<TransactionsUnderTest>): void => {
  describe(`the transactions contract: ${name}`, () => {
    let tested: TransactionsUnderTest;
    const raise = (): Promise<number> => raiseOn(tested);

    beforeAll(async () => {
      tested = await make();
    });

    it('runs every use case to its end when several meet on one document', async () => {
      const counts = await Promise.all(Array.from({ length: 6 }, () => raise()));
      expect(counts.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(await tested.read('numbers', key.id)).toMatchObject({ count: 6, version: 6 });
    });

    it('writes one outbox record per saying, ordered by the version that said it, with the cause', async () => {
      const rows = await tested.rows();
      expect(rows.map((row) => row.order.version).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(rows[0]).toMatchObject({
        key: key.id,
        topic: 'trial.numbers',
        headers: { ce_correlationid: 'c-1', ce_clinicid: key.clinicId },
        publishedAt: null,
        abandonedAt: null,
      });
      expect(rows[0]?.headers['ce_id']).toBe(rows[0]?._id);
    });

    it('passes a refusal through, without a trace in the store', async () => {
      const refused = tested.transactions.run(async ({ writes, say: tell }) => {
        writes.put('numbers', { ...key, id: 'other' }, {}, undefined);
        tell(say(countedV1, key.clinicId, { id: 'other', count: 1 }), 1);
        throw new Refused('no');
      });
      await expect(refused).rejects.toThrow(Refused);
      expect(await tested.read('numbers', 'other')).toBeUndefined();
      expect(await tested.rows()).toHaveLength(6);
    });

    it('refuses to say what breaks its contract', async () => {
      const broken = tested.transactions.run(async ({ say: tell }) =>
        tell({ contract: countedV1, clinicId: 'clinic-1', data: { id: 1 } }, 1),
      );
      await expect(broken).rejects.toThrow(z.ZodError);
    });
  });
};
