import { Logger } from '@nestjs/common';
import kafkajs, { type Kafka, type LogEntry } from 'kafkajs';
import { lookOnlyWhileRequestsWait } from './idle-timer.js';

lookOnlyWhileRequestsWait();

/** Addresses, separated by commas, and the installation's prefix of topics and groups. */
export interface KafkaAddress {
  readonly brokers: string;
  readonly topicPrefix: string;
  readonly clientId: string;
}

const { logLevel } = kafkajs;
const logger = new Logger('Kafka');
/** kafkajs logs each retry as an error; the supervisor says once what is wrong, so this stays below. */
const logCreator =
  () =>
  ({ log, level }: LogEntry): void => {
    if (level === logLevel.ERROR) logger.debug(log.message);
  };

const brokersOf = (address: KafkaAddress): string[] => address.brokers.split(',').map((broker) => broker.trim());

/** Keeps its membership over a broker's absence: retries on `consumer({ retry })` would not reach the connection. */
export const consumerClient = (address: KafkaAddress): Kafka =>
  new kafkajs.Kafka({
    clientId: address.clientId,
    brokers: brokersOf(address),
    logLevel: logLevel.ERROR,
    logCreator,
    connectionTimeout: 3000,
    retry: { retries: 1_000_000_000, initialRetryTime: 100, maxRetryTime: 1000 },
  });

/** For a caller that tries again itself and ends when its process does: endless retries would go on behind its back. */
export const adminClient = (address: KafkaAddress): Kafka =>
  new kafkajs.Kafka({
    clientId: `${address.clientId}-admin`,
    brokers: brokersOf(address),
    logLevel: logLevel.ERROR,
    logCreator,
    connectionTimeout: 3000,
    retry: { retries: 1, initialRetryTime: 100, maxRetryTime: 1000 },
  });

/** All retries of a send together stay below the margin of the relay's lease: else an old request goes out after it. */
export const relayClient = (address: KafkaAddress): Kafka =>
  new kafkajs.Kafka({
    clientId: `${address.clientId}-relay`,
    brokers: brokersOf(address),
    logLevel: logLevel.ERROR,
    logCreator,
    connectionTimeout: 1000,
    requestTimeout: 1000,
    enforceRequestTimeout: true,
    retry: { retries: 1, initialRetryTime: 50, maxRetryTime: 100 },
  });
