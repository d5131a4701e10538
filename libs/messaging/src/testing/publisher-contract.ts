import { RecordRefusedError, type Publication, type Publisher } from '../outbox/publisher.js';

export interface PublisherUnderTest {
  readonly publisher: Publisher;
  /** A topic of four partitions that exists and is empty. */
  readonly topic: string;
  read(partition: number): Promise<readonly Pick<Publication, 'key' | 'value' | 'headers'>[]>;
}

/** What the relay relies on. */
export const describePublisherContract = (name: string, make: () => Promise<PublisherUnderTest>): void => {
  describe(`the publisher contract: ${name}`, () => {
    let tested: PublisherUnderTest;
    const record = (partition: number, text: string): Publication => ({
      topic: tested.topic,
      partition,
      key: `key-${partition}`,
      value: Buffer.from(text),
      headers: { ce_id: text },
    });

    beforeAll(async () => {
      tested = await make();
      await tested.publisher.connect();
    });
    afterAll(() => tested.publisher.disconnect());

    it('keeps the order within a partition and tells the next offset of each', async () => {
      const acknowledged = await tested.publisher.publish([record(0, 'a'), record(1, 'b'), record(0, 'c')]);
      expect(acknowledged.toSorted((a, b) => a.partition - b.partition)).toEqual([
        { topic: tested.topic, partition: 0, nextOffset: 2n },
        { topic: tested.topic, partition: 1, nextOffset: 1n },
      ]);
      expect(await tested.publisher.publish([record(0, 'd')])).toEqual([
        { topic: tested.topic, partition: 0, nextOffset: 3n },
      ]);
      const stored = await tested.read(0);
      expect(stored.map((one) => one.value?.toString())).toEqual(['a', 'c', 'd']);
      expect(stored[0]).toMatchObject({ key: 'key-0', headers: { ce_id: 'a' } });
    });

    it('names a record that is too large, and goes on with the next', async () => {
      await expect(tested.publisher.publish([{ ...record(2, 'big'), value: Buffer.alloc(2_000_000) }])).rejects.toThrow(
        RecordRefusedError,
      );
      await tested.publisher.publish([record(2, 'small')]);
      expect(await tested.read(2)).toHaveLength(1);
    });

    it('publishes nothing when it is not connected', async () => {
      await tested.publisher.disconnect();
      await expect(tested.publisher.publish([record(3, 'x')])).rejects.toThrow();
      await tested.publisher.connect();
    });
  });
};
