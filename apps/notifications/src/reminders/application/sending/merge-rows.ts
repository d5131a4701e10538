import { Transactions } from '@aftercare/messaging';
import type { Transaction, UnitOfWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { goesAlone, joined } from '../../domain/merge.js';
import type { Claim, Reminder } from '../../domain/reminder.js';
import type { Decided } from './decide-slot.js';
import { SendLedger } from './ledger.js';

interface Work {
  readonly within: Transaction;
  readonly writes: UnitOfWork;
}

const isUnder = (row: Reminder | undefined, claim: Claim): boolean =>
  row?.state === 'sending' && row.claim?.id === claim.id;

/** A form of the slot itself, or one that waits as it was read. */
const isFree = (form: Reminder | undefined, read: Reminder, claim: Claim): boolean =>
  isUnder(form, claim) || (form?.state === 'planned' && form.version === read.version);

/**
 * Writes, before any call, that one message carries a form too. The form comes under the same claim, so whatever becomes
 * of that claim happens to both; a form that somebody else has moved meanwhile stays where it is.
 */
@Injectable()
export class MergeRows {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: SendLedger,
  ) {}

  /** Answers with the same decisions, as they can be carried out. */
  async execute(claim: Claim, decided: readonly Decided[]): Promise<readonly Decided[]> {
    if (!decided.some(({ row, form }) => form !== undefined || row.carries !== undefined)) return decided;
    return this.transactions.run(async ({ within, writes }) => {
      const written: Decided[] = [];
      for (const one of decided) written.push(await this.write(one, claim, { within, writes }));
      return written;
    });
  }

  private async write(one: Decided, claim: Claim, work: Work): Promise<Decided> {
    const { row, decision, form } = one;
    if (decision.do !== 'send' || (form === undefined && row.carries === undefined)) return one;
    const carrier = await this.ledger.find(row, work.within);
    // Nobody else writes under a claim but a sweep or a report; the result will find out.
    if (carrier === undefined || !isUnder(carrier, claim)) return { row, decision };
    const wanted = await this.freeForm(form?.row, claim, work.within);
    if (form === undefined || wanted === undefined) return { row: this.alone(carrier, work), decision };
    const generation = form.generation === undefined ? {} : { generation: form.generation };
    const both = joined(carrier, wanted, { claim, channel: decision.channel, ...generation });
    this.ledger.put(both.carrier, work.writes);
    this.ledger.put(both.form, work.writes);
    return { row: both.carrier, decision, form: { ...form, row: both.form } };
  }

  private async freeForm(read: Reminder | undefined, claim: Claim, within: Transaction): Promise<Reminder | undefined> {
    const found = read && (await this.ledger.find(read, within));
    return read !== undefined && isFree(found, read, claim) ? found : undefined;
  }

  private alone(carrier: Reminder, { writes }: Work): Reminder {
    const alone = goesAlone(carrier);
    if (carrier.carries !== undefined) this.ledger.put(alone, writes);
    return alone;
  }
}
