import { Clock, hashId } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { refuseTooMany } from '../domain/lock-out.js';
import { TryCounter } from './ports.js';

/** What is tried: a link for an address, a link's token, a set-up code. */
type Try = 'link' | 'token' | 'code';

/** Ten tries of a kind by one sender in 15 minutes; a right one starts the count anew. */
@Injectable()
export class LockOut {
  constructor(
    private readonly tries: TryCounter,
    private readonly clock: Clock,
  ) {}

  /** Counts a try and throws when it is one too many. */
  async count(what: Try, by: string): Promise<void> {
    refuseTooMany(await this.tries.add(hashId('try', what, by), this.clock.now()));
  }

  clear(what: Try, by: string): Promise<void> {
    return this.tries.clear(hashId('try', what, by));
  }
}
