export interface ReactionServerTuning {
  /** Events per transaction. */
  readonly slice: number;
  readonly sessionTimeoutMs: number;
  readonly heartbeatMs: number;
  readonly maxBytesPerPartition: number;
  /** How long the partitions of a topic are taken for known. */
  readonly metadataMaxAgeMs: number;
}

/** 500 events with what they write stay far below MongoDB's limits of a transaction (16 MB of log, 60 s). */
export const REACTION_SERVER_TUNING: ReactionServerTuning = {
  slice: 500,
  sessionTimeoutMs: 10_000,
  heartbeatMs: 1000,
  maxBytesPerPartition: 2_000_000,
  // Partitions added to a running topic are read from their first record only once they are seen, and until then nothing says
  // that events wait there. kafkajs looks every five minutes; one small request in half a minute keeps that late by seconds.
  metadataMaxAgeMs: 30_000,
};
