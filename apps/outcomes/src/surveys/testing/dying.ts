import { Transactions, type Cause, type UseCaseWork } from '@aftercare/messaging';

export interface Death {
  /** Which of its transactions it dies in; the first is 1. */
  readonly run: number;
  /** Before the commit, or after it and before anybody hears of it. */
  readonly when: 'before' | 'after';
}

/** The transactions of a process that is killed. */
export class Dying extends Transactions {
  private runs = 0;

  constructor(
    private readonly real: Transactions,
    private readonly death: Death | undefined,
  ) {
    super();
  }

  override async run<T>(work: (work: UseCaseWork) => Promise<T>, cause?: Cause): Promise<T> {
    this.runs += 1;
    const dies = this.runs === this.death?.run ? this.death.when : undefined;
    if (this.death !== undefined && this.runs > this.death.run) throw new RangeError('killed');
    const result = await this.real.run(async (given) => {
      const done = await work(given);
      if (dies === 'before') throw new RangeError('killed');
      return done;
    }, cause);
    if (dies === 'after') throw new RangeError('killed');
    return result;
  }
}
