import { isDuplicateKey, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { AllowanceBook } from '../../application/sending/allowance-book.js';
import type { TokenBook } from '../../domain/sender-tokens.js';

interface TokenDocument extends mongo.Document, TokenBook {
  readonly _id: string;
  readonly version: number;
}
interface DayDocument extends mongo.Document {
  readonly _id: string;
  readonly date: string;
  readonly count: number;
}

const tokensId = (sender: string): string => `allowance-${sender}`;
const dayId = (sender: string): string => `allowance-day-${sender}`;

/** Among the leases: a token is one, of a part of a sender's second. */
@Injectable()
export class MongoAllowanceBook extends AllowanceBook {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override async tokensOf(sender: string) {
    const found = await this.leases<TokenDocument>().findOne({ _id: tokensId(sender) });
    if (found === null) return undefined;
    const { tokens, waiting, version } = found;
    return { book: { tokens, waiting }, version };
  }

  override async keepTokens(sender: string, book: TokenBook, version: number): Promise<boolean> {
    const [_id, fields] = [tokensId(sender), { tokens: [...book.tokens], waiting: [...book.waiting] }];
    try {
      const written = await this.leases<TokenDocument>().updateOne(
        { _id, version },
        { $set: fields, $inc: { version: 1 } },
        { upsert: version === 0 },
      );
      return written.matchedCount + written.upsertedCount === 1;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  override async countDay(day: Parameters<AllowanceBook['countDay']>[0]): Promise<number> {
    try {
      return await this.count(day);
    } catch (error) {
      // Two processes began the sender's first day at once; the second finds it begun.
      if (isDuplicateKey(error)) return this.count(day);
      throw error;
    }
  }

  private async count({ sender, date, limit, wanted }: Parameters<AllowanceBook['countDay']>[0]): Promise<number> {
    const used = { $cond: [{ $eq: ['$date', date] }, '$count', 0] };
    const granted = { $max: [0, { $min: [wanted, { $subtract: [limit, used] }] }] };
    const before = await this.leases<DayDocument>().findOneAndUpdate(
      { _id: dayId(sender) },
      [{ $set: { count: { $add: [used, granted] } } }, { $set: { date } }],
      { upsert: true, returnDocument: 'before' },
    );
    const count = before?.date === date ? before.count : 0;
    return Math.max(0, Math.min(wanted, limit - count));
  }

  private leases<D extends mongo.Document & { readonly _id: string }>() {
    return this.collections.system<D>('leases');
  }
}
