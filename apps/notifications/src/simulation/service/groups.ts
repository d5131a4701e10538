import { BatchRunner } from '@aftercare/messaging';
import type { AnyReaction, BatchControl, Fence } from '@aftercare/messaging';
import type { Scheduler, SeededRandom } from '@aftercare/testing';
import type { EventLog } from '../outside/event-log.js';
import type { ServiceProcess } from './process.js';

/** A consumer group's place in one topic; the offset is the broker's. */
interface Lane {
  readonly group: string;
  readonly reaction: string;
  readonly topic: string;
  committed: number;
  owner: ServiceProcess | undefined;
}

/** A process's part in a lane: also one that does not know yet that the lane is somebody else's. */
interface Member {
  readonly runner: BatchRunner;
  fence: Fence | undefined;
  busy: boolean;
  restUntilMs: number;
}

const REST_MS = 500;

class GivenUpError extends Error {}

/** Kafka's consumer groups: each lane is worked by one member, or, for a moment after a rebalance, by two. */
export class Groups {
  /** Members give up what fails while this holds, and come back later. */
  isHopeless = false;
  private readonly lanes: readonly Lane[];
  private readonly members = new Map<ServiceProcess, Map<Lane, Member>>();

  constructor(
    reactions: readonly AnyReaction[],
    private readonly log: EventLog,
    private readonly scheduler: Scheduler,
    private readonly random: SeededRandom,
  ) {
    this.lanes = reactions.flatMap(({ name, consumes }) =>
      [...new Set(consumes.map(({ topic }) => topic))].map((topic) => ({
        group: `notifications.${name}`,
        reaction: name,
        topic,
        committed: 0,
        owner: undefined,
      })),
    );
  }

  /** Somebody who is alive has something to read. */
  get isBehind(): boolean {
    return !this.isHopeless && this.lanes.some((lane) => lane.owner?.life.isAlive === true && this.left(lane) > 0);
  }

  /** The broker deals the lanes out anew; whoever had one goes on with its batch until the fence stops it. */
  deal(processes: readonly ServiceProcess[], share = 1): void {
    const [first, ...rest] = processes;
    for (const lane of this.lanes) {
      if (first === undefined) lane.owner = undefined;
      else if (lane.owner?.life.isAlive !== true || this.random.chance(share))
        lane.owner = this.random.pick([first, ...rest]);
    }
  }

  /** Records are read again. */
  rewind(): void {
    for (const lane of this.lanes)
      if (this.random.chance(0.5)) lane.committed = Math.max(0, lane.committed - this.random.between(1, 6));
  }

  /** Every idle member with something to read takes a batch. */
  kick(): void {
    for (const lane of this.lanes) {
      const process = lane.owner;
      if (process === undefined || !process.life.isAlive || this.left(lane) <= 0) continue;
      const member = this.memberOf(process, lane);
      if (!member.busy && member.restUntilMs <= this.scheduler.nowMs) void this.run(process, lane, member);
    }
  }

  private left(lane: Lane): number {
    return this.log.of(lane.topic).length - lane.committed;
  }

  private memberOf(process: ServiceProcess, lane: Lane): Member {
    const own = this.members.get(process) ?? new Map<Lane, Member>();
    this.members.set(process, own);
    const known = own.get(lane);
    if (known !== undefined) return known;
    const reaction = process.reactions.find(({ name }) => name === lane.reaction);
    if (reaction === undefined) throw new Error(`no reaction is called ${lane.reaction}`);
    const { store, clock, machine } = process.ports;
    const context = { service: 'notifications', group: lane.group, reaction, store, clock, machine };
    const member = { runner: new BatchRunner(context), fence: undefined, busy: false, restUntilMs: 0 };
    own.set(lane, member);
    return member;
  }

  private async run(process: ServiceProcess, lane: Lane, member: Member): Promise<void> {
    member.busy = true;
    const from = lane.committed;
    const records = this.log.of(lane.topic).slice(from, from + this.random.between(1, 5));
    try {
      await member.runner.run(records, this.controlOf(process, lane, member));
      await this.scheduler.call(process.life, 'kafka.commit', async () => {
        if (lane.owner === process && lane.committed === from) lane.committed = from + records.length;
      });
    } catch {
      member.restUntilMs = this.scheduler.nowMs + REST_MS;
    } finally {
      member.busy = false;
    }
  }

  private controlOf(process: ServiceProcess, lane: Lane, member: Member): BatchControl {
    return {
      fence: async () => {
        member.fence ??= await process.ports.store.claim(`${lane.group}/${lane.topic}`);
        return member.fence;
      },
      fenced: () => {
        member.fence = undefined;
      },
      alive: async () => {
        if (lane.owner !== process || this.isHopeless) throw new GivenUpError();
      },
    };
  }
}
