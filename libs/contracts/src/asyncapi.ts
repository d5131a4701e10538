import * as z from 'zod';
import type { EventContract } from './define-event.js';
import { envelopeSchema } from './envelope.js';
import { TOPIC_PARTITIONS } from './topics.js';

type Json = Readonly<Record<string, unknown>>;

/** One published shape of an event, kept for ever. */
export interface Sample {
  readonly type: string;
  readonly name: string;
  readonly envelope: Json;
}

/** Open for reading: a consumer must not refuse a new field, so `additionalProperties` is not claimed. */
export const jsonSchemaOf = (schema: z.ZodType): Json => z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });

/** `aftercare.scheduling.booking.confirmed.v1` -> `bookingConfirmedV1`. */
export const messageIdOf = (type: string): string =>
  type
    .split(/[.-]/)
    .slice(2)
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');

const serviceOf = (contract: EventContract): string => contract.type.split('.')[1] ?? '';
const reference = (path: string): Json => ({ $ref: `#/${path}` });

const payloadOf = (contract: EventContract): Json => {
  const envelope = jsonSchemaOf(envelopeSchema);
  const properties = envelope['properties'] as Json;
  return {
    ...envelope,
    properties: { ...properties, type: { type: 'string', const: contract.type }, data: jsonSchemaOf(contract.data) },
  };
};

const messageOf = (contract: EventContract, samples: readonly Sample[]): Json => ({
  name: contract.type,
  summary: contract.summary,
  contentType: 'application/cloudevents+json',
  payload: payloadOf(contract),
  bindings: { kafka: { key: { type: 'string', description: 'partitionkey' } } },
  examples: samples
    .filter((sample) => sample.type === contract.type)
    .map((sample) => ({ name: sample.name, payload: sample.envelope })),
});

/** Which service consumes which contracts, by reaction. */
export interface Subscription {
  readonly service: string;
  readonly reaction: string;
  readonly types: readonly string[];
}

const channelsOf = (contracts: readonly EventContract[]): Json =>
  Object.fromEntries(
    [...new Set(contracts.map((contract) => contract.topic))].sort().map((topic) => [
      topic,
      {
        address: topic,
        description: 'Key = aggregate id. The events of one key keep their order.',
        messages: Object.fromEntries(
          contracts
            .filter((contract) => contract.topic === topic)
            .map((contract) => [
              messageIdOf(contract.type),
              reference(`components/messages/${messageIdOf(contract.type)}`),
            ]),
        ),
        bindings: { kafka: { partitions: TOPIC_PARTITIONS } },
      },
    ]),
  );

const messagesAt = (contracts: readonly EventContract[]): readonly Json[] =>
  contracts.map((contract) => reference(`channels/${contract.topic}/messages/${messageIdOf(contract.type)}`));

const operationsOf = (contracts: readonly EventContract[], subscriptions: readonly Subscription[]): Json => {
  const topics = [...new Set(contracts.map((contract) => contract.topic))].sort();
  const sends = topics.map((topic) => {
    const sent = contracts.filter((contract) => contract.topic === topic);
    return [
      `send-${topic}`,
      {
        action: 'send',
        title: `sent by ${sent.map(serviceOf)[0] ?? ''}`,
        channel: reference(`channels/${topic}`),
        messages: messagesAt(sent),
      },
    ];
  });
  const receives = subscriptions.flatMap((subscription) =>
    topics.flatMap((topic) => {
      const received = contracts.filter(
        (contract) => contract.topic === topic && subscription.types.includes(contract.type),
      );
      if (received.length === 0) return [];
      const operation = {
        action: 'receive',
        title: `group ${subscription.service}.${subscription.reaction}`,
        channel: reference(`channels/${topic}`),
        messages: messagesAt(received),
      };
      return [[`${subscription.service}-${subscription.reaction}-${topic}`, operation]];
    }),
  );
  return Object.fromEntries([...sends, ...receives]) as Json;
};

/** The AsyncAPI 3 document of all topics: channels, messages with their samples, who sends and who receives. */
export const asyncApiDocument = (
  contracts: readonly EventContract[],
  samples: readonly Sample[],
  subscriptions: readonly Subscription[] = [],
): Json => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Aftercare events',
    version: '1.0.0',
    description:
      'CloudEvents 1.0, structured mode, at least once, ordered per key. Payloads carry ids, times and neutral codes only.',
    license: { name: 'Apache-2.0' },
  },
  defaultContentType: 'application/cloudevents+json',
  channels: channelsOf(contracts),
  operations: operationsOf(contracts, subscriptions),
  components: {
    messages: Object.fromEntries(
      contracts.map((contract) => [messageIdOf(contract.type), messageOf(contract, samples)]),
    ),
  },
});
