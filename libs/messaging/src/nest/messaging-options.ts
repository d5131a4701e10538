import type { EventContract } from '@aftercare/contracts';
import type { ReactionServerTuning } from '../kafka/reaction-server-tuning.js';

export interface MessagingOptions {
  /** Name of the service: database, source of its events, first part of its consumer groups. */
  readonly service: string;
  /** Kafka addresses, separated by commas. */
  readonly brokers: string;
  /** Put in front of every topic and group, so that several installations can share a Kafka. */
  readonly topicPrefix: string;
  /** The service refuses to start when one of these has no reaction. */
  readonly consumes: readonly EventContract[];
  readonly tuning?: ReactionServerTuning;
}

export const MESSAGING_OPTIONS = Symbol('MESSAGING_OPTIONS');
