import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Reaction } from '../reaction.js';
import type { AnyReaction } from '../runtime/record.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from './messaging-options.js';

/** A contract that is said to be consumed would pass unread. */
export class NoReactionError extends Error {
  constructor(types: readonly string[]) {
    super(`no reaction consumes ${types.join(', ')}`);
    this.name = 'NoReactionError';
  }
}

/** The reactions among the providers of this service. */
@Injectable()
export class ReactionRegistry implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {}

  onModuleInit(): void {
    this.all();
  }

  all(): readonly AnyReaction[] {
    const found = new Set<AnyReaction>();
    for (const { instance } of this.discovery.getProviders() as readonly { readonly instance: unknown }[]) {
      if (isReaction(instance)) found.add(instance);
    }
    const reactions = [...found];
    this.check(reactions);
    return reactions;
  }

  private check(reactions: readonly AnyReaction[]): void {
    const read = new Set(reactions.flatMap((reaction) => reaction.consumes.map((contract) => contract.type)));
    const missing = this.options.consumes.map((contract) => contract.type).filter((type) => !read.has(type));
    if (missing.length > 0) throw new NoReactionError(missing);
    const names = reactions.map((reaction) => reaction.name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new Error(`two reactions are called ${twice}; their group would mix them up`);
  }
}

const isReaction = (instance: unknown): instance is AnyReaction => instance instanceof Reaction;
