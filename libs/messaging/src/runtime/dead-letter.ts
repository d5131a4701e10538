import { deadLetterTopic, outboxRow, type DeadLetter, type OutboxRow } from '../store/rows.js';
import type { Item } from './record.js';

type Fault = Extract<Item, { kind: 'fault' }>;

export const letterOf = (fault: Fault, group: string, parkedAt: Date): DeadLetter => {
  const { topic, partition, offset, key, value, headers } = fault.record;
  return {
    _id: fault.id,
    group,
    topic,
    partition,
    offset,
    key,
    value,
    headers,
    cause: fault.cause,
    parkedAt,
    state: 'parked',
  };
};

/** The original key, value and headers, and `dlt_*` headers that say where it lay and why it was parked. */
export const deadLetterRow = (letter: DeadLetter): OutboxRow =>
  outboxRow({
    _id: letter._id,
    topic: deadLetterTopic(letter.topic, letter.group),
    key: letter.key?.toString('utf8') ?? '',
    order: { version: Number(letter.offset), index: 0 },
    envelope: letter.value,
    headers: {
      ...letter.headers,
      dlt_group: letter.group,
      dlt_topic: letter.topic,
      dlt_partition: String(letter.partition),
      dlt_offset: letter.offset,
      dlt_code: letter.cause.code,
      dlt_detail: letter.cause.detail,
    },
    createdAt: letter.parkedAt,
  });
