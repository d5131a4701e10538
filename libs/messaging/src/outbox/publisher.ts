/** A record as it goes out; the partition was chosen by the relay. */
export interface Publication {
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** A partition that stored what was sent to it, and its next offset after that where the log tells it. */
export interface Acknowledgement {
  readonly topic: string;
  readonly partition: number;
  readonly nextOffset: bigint | undefined;
}

/** The log refuses these records for good (too large, invalid); repeating them is pointless. */
export class RecordRefusedError extends Error {
  constructor(readonly reason: string) {
    super(`the log refused a record: ${reason}`);
    this.name = 'RecordRefusedError';
  }
}

/** Where the relay publishes. Records of one call keep their order within a partition; what is in no acknowledged one is not stored. */
export abstract class Publisher {
  abstract connect(): Promise<void>;
  abstract publish(records: readonly Publication[]): Promise<readonly Acknowledgement[]>;
  abstract disconnect(): Promise<void>;
}
