import { TOPIC_PARTITIONS } from '@aftercare/contracts';
import type { Activity } from '@aftercare/kernel';
import type { Kafka } from 'kafkajs';

/** Original bytes of a record that was too large for its reader must still fit. */
const DEAD_LETTER_BYTES = 12_000_000;
/** Shorter than the inbox keeps ids (30 days). */
const RETENTION_MS = 7 * 86_400_000;

export interface TopicPlan {
  readonly topics: readonly string[];
  readonly deadLetterTopics: readonly string[];
}

const entry = (name: string, value: string | number) => ({ name, value: String(value) });

/** Creates what is missing; topics that exist stay as they are. */
export const createTopics = async (kafka: Kafka, topicPrefix: string, plan: TopicPlan): Promise<void> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const wanted = [
      ...plan.topics.map((topic) => ({
        topic: topicPrefix + topic,
        configEntries: [entry('retention.ms', RETENTION_MS)],
      })),
      ...plan.deadLetterTopics.map((topic) => ({
        topic: topicPrefix + topic,
        configEntries: [entry('retention.ms', -1), entry('max.message.bytes', DEAD_LETTER_BYTES)],
      })),
    ].filter(({ topic }) => !existing.has(topic));
    if (wanted.length === 0) return;
    await admin.createTopics({
      waitForLeaders: true,
      topics: wanted.map((one) => ({ ...one, numPartitions: TOPIC_PARTITIONS })),
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
