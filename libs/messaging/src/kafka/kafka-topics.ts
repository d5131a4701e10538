import { TOPIC_PARTITIONS } from '@aftercare/contracts';
import type { Activity } from '@aftercare/kernel';
import type { Admin, ITopicConfig, Kafka } from 'kafkajs';

/** Original bytes of a record that was too large for its reader must still fit. */
const DEAD_LETTER_BYTES = 12_000_000;
/** Shorter than the inbox keeps ids (30 days). */
const RETENTION_MS = 7 * 86_400_000;

export interface TopicPlan {
  readonly topics: readonly string[];
  readonly deadLetterTopics: readonly string[];
}

const entry = (name: string, value: string | number) => ({ name, value: String(value) });

/**
 * A topic that somebody made beforehand with fewer partitions than a key may be in gets the others. The relay names the
 * partition of each record, by its key alone, so events of one key stay together whenever the others are added.
 */
const addPartitions = async (admin: Admin, existing: readonly string[]): Promise<void> => {
  const { topics } = await admin.fetchTopicMetadata({ topics: [...existing] });
  const topicPartitions = topics
    .filter(({ partitions }) => partitions.length < TOPIC_PARTITIONS)
    .map(({ name }) => ({ topic: name, count: TOPIC_PARTITIONS }));
  if (topicPartitions.length > 0) await admin.createPartitions({ topicPartitions });
};

/** Creates what is missing; topics that exist keep their settings. */
export const createTopics = async (kafka: Kafka, topicPrefix: string, plan: TopicPlan): Promise<void> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const wanted: readonly ITopicConfig[] = [
      ...plan.topics.map((topic) => ({
        topic: topicPrefix + topic,
        configEntries: [entry('retention.ms', RETENTION_MS)],
      })),
      ...plan.deadLetterTopics.map((topic) => ({
        topic: topicPrefix + topic,
        configEntries: [entry('retention.ms', -1), entry('max.message.bytes', DEAD_LETTER_BYTES)],
      })),
    ];
    const found = wanted.map(({ topic }) => topic).filter((topic) => existing.has(topic));
    if (found.length > 0) await addPartitions(admin, found);
    const missing = wanted.filter(({ topic }) => !existing.has(topic));
    if (missing.length === 0) return;
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map((one) => ({ ...one, numPartitions: TOPIC_PARTITIONS })),
    });
  } finally {
    await admin.disconnect();
  }
};

/** After a restart: how far the topics are filled, so that whoever waits for quiet knows what is still to be handled. */
export const tellPublished = async (
  kafka: Kafka,
  {
    topicPrefix,
    topics,
    activity,
  }: { readonly topicPrefix: string; readonly topics: readonly string[]; readonly activity: Activity },
): Promise<void> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    for (const topic of topics) {
      for (const { partition, high } of await admin.fetchTopicOffsets(topicPrefix + topic))
        activity.published(topic, partition, BigInt(high));
    }
  } finally {
    await admin.disconnect();
  }
};
