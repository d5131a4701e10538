import type { AllowanceBook } from './allowance-book.js';

export interface SenderDay {
  readonly sender: string;
  /** At the clinic. */
  readonly date: string;
  readonly limit: number;
}

interface Credit {
  readonly date: string;
  left: number;
}

/** Parts of a day's allowance that are counted at once: what a process that dies has not used is lost for that day. */
const PARTS = 100;

/** Messages a day: counted in the store before they are sent, some at a time. */
export class DayCredits {
  private readonly credits = new Map<string, Credit>();
  private readonly asked = new Map<string, Promise<unknown>>();

  constructor(private readonly book: AllowanceBook) {}

  /** False when the sender's day is used up. */
  take(day: SenderDay): Promise<boolean> {
    const before = this.asked.get(day.sender) ?? Promise.resolve();
    const taken = before.then(() => this.takeNext(day));
    this.asked.set(
      day.sender,
      taken.catch(() => undefined),
    );
    return taken;
  }

  /** The call was not made after all. */
  putBack({ sender, date }: SenderDay): void {
    const credit = this.credits.get(sender);
    if (credit?.date === date) credit.left += 1;
  }

  private async takeNext(day: SenderDay): Promise<boolean> {
    const credit = this.credits.get(day.sender);
    if (credit?.date === day.date && credit.left > 0) {
      credit.left -= 1;
      return true;
    }
    const wanted = Math.max(1, Math.floor(day.limit / PARTS));
    const granted = await this.book.countDay({ ...day, wanted });
    this.credits.set(day.sender, { date: day.date, left: Math.max(0, granted - 1) });
    return granted > 0;
  }
}
