import { contracts } from '@aftercare/contracts';
import { Activity } from '@aftercare/kernel';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Kafka } from 'kafkajs';
import { adminClient, consumerClient, relayClient, type KafkaAddress } from '../kafka/kafka-clients.js';
import { KafkaPublisher } from '../kafka/kafka-publisher.js';
import { KafkaReactionServer } from '../kafka/kafka-reaction-server.js';
import { createTopics, tellPublished } from '../kafka/kafka-topics.js';
import { Relay } from '../outbox/relay.js';
import { BatchRunner } from '../runtime/batch-runner.js';
import { Redrive } from '../runtime/redrive.js';
import { Redriver } from '../runtime/redriver.js';
import type { GroupCounters } from '../runtime/counters.js';
import type { AnyReaction } from '../runtime/record.js';
import { deadLetterTopic } from '../store/rows.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from './messaging-options.js';
import { MessagingStores } from './messaging-stores.js';
import type { ReactionHealth } from './reaction-health.js';
import { ReactionRegistry } from './reaction-registry.js';
import { Times } from './times.js';

const AGAIN_MS = 500;

/** Owns what runs: the relay, one server per reaction, the topics. Stops in the order consumers, relay. */
@Injectable()
export class MessagingRuntime implements ReactionHealth, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(MessagingRuntime.name);
  private readonly kafka: Kafka;
  private readonly address: KafkaAddress;
  private readonly relay: Relay;
  private servers: readonly KafkaReactionServer[] = [];
  private topics: Promise<void> | undefined;
  private redriver: Redriver | undefined;
  private stopped = false;

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly registry: ReactionRegistry,
    private readonly stores: MessagingStores,
    private readonly times: Times,
    private readonly activity: Activity,
  ) {
    const { brokers, topicPrefix, service } = options;
    this.address = { brokers, topicPrefix, clientId: `${topicPrefix}${service}` };
    this.kafka = consumerClient(this.address);
    this.relay = this.newRelay();
    stores.store.onPublish(() => this.relay.wrote());
  }

  /** One server per reaction, made once. */
  reactionServers(): readonly KafkaReactionServer[] {
    if (this.servers.length === 0) this.servers = this.registry.all().map((reaction) => this.serverOf(reaction));
    return this.servers;
  }

  problems(): readonly string[] {
    const consumers = this.servers.flatMap(({ group, life }) => {
      const problem = life.problem();
      return problem === undefined ? [] : [`${group} ${problem}`];
    });
    const relay = this.relay.problem();
    return relay === undefined ? consumers : [...consumers, relay];
  }

  counters(): ReadonlyMap<string, Readonly<GroupCounters>> {
    return new Map(this.servers.map((server) => [server.group, server.counters]));
  }

  onApplicationBootstrap(): void {
    void this.topicsReady().then(() => {
      if (!this.stopped) this.relay.start();
    });
    this.redriver = this.newRedriver();
    this.redriver.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  /** Stops taking, finishes what is in hand, publishes what is written. Harmless when called twice. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all([...this.servers.map((server) => server.close()), this.redriver?.close()]);
    await this.relay.close();
  }

  private newRelay(): Relay {
    const { machine } = this.times;
    const publisher = new KafkaPublisher(relayClient(this.address), this.options.topicPrefix);
    return new Relay({
      outbox: this.stores.outbox,
      leases: this.stores.leases,
      publisher,
      machine,
      activity: this.activity,
    });
  }

  private newRedriver(): Redriver {
    const { letters } = this.stores;
    return new Redriver({
      redrives: this.servers.map((server) => new Redrive(server.runner, letters)),
      letters,
      machine: this.times.machine,
      parked: () => this.servers.reduce((sum, server) => sum + server.counters.parked, 0),
    });
  }

  private serverOf(reaction: AnyReaction): KafkaReactionServer {
    const { service, topicPrefix, tuning } = this.options;
    const { store } = this.stores;
    const { clock, machine } = this.times;
    const runner = new BatchRunner({ service, group: groupOf(service, reaction), reaction, store, clock, machine });
    const context = {
      kafka: this.kafka,
      topicPrefix,
      runner,
      store,
      activity: this.activity,
      machine,
      topicsReady: () => this.topicsReady(),
    };
    return new KafkaReactionServer(tuning === undefined ? context : { ...context, tuning });
  }

  /** Kafka may come up after the service, so this is repeated until it worked. */
  private topicsReady(): Promise<void> {
    this.topics ??= this.createTopics();
    return this.topics;
  }

  private async createTopics(): Promise<void> {
    const { topicPrefix, service } = this.options;
    const own = ownTopics(service);
    const reactions = this.registry.all();
    const plan = {
      topics: [...new Set([...own, ...topicsOf(reactions)])],
      deadLetterTopics: deadLetterTopicsOf(service, reactions),
    };
    const kafka = adminClient(this.address);
    while (!this.stopped) {
      try {
        await createTopics(kafka, topicPrefix, plan);
        await tellPublished(kafka, { topicPrefix, topics: own, activity: this.activity });
        return;
      } catch (error) {
        this.logger.warn(`the topics are not ready yet: ${error instanceof Error ? error.name : 'unknown'}`);
        await this.times.machine.sleep(AGAIN_MS);
      }
    }
  }
}

const groupOf = (service: string, reaction: AnyReaction): string => `${service}.${reaction.name}`;
const ownTopics = (service: string): readonly string[] => [
  ...new Set(
    contracts.filter((contract) => contract.type.startsWith(`aftercare.${service}.`)).map((contract) => contract.topic),
  ),
];
const topicsOf = (reactions: readonly AnyReaction[]): readonly string[] =>
  reactions.flatMap((reaction) => reaction.consumes.map((contract) => contract.topic));
const deadLetterTopicsOf = (service: string, reactions: readonly AnyReaction[]): readonly string[] => [
  ...new Set(
    reactions.flatMap((reaction) =>
      topicsOf([reaction]).map((topic) => deadLetterTopic(topic, groupOf(service, reaction))),
    ),
  ),
];
