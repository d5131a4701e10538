import type { Browser } from 'playwright-core';
import type { StaffSession } from '../../../src/demo/http/staff-session.js';
import { Stack } from '../../support/stack.js';
import { startChromium } from './chromium.js';
import { Guest } from './guest.js';
import { Visitor, type VisitorOptions } from './visitor.js';

const CLINIC = { name: 'Elm Rooms', zone: 'Europe/London', smsSender: '+447700900901' };

export interface LedgerRow {
  readonly family: string;
  readonly kind: string;
  readonly state: string;
  readonly reason?: string | null;
  readonly dueAt: string;
}

/** What was begun already does not outlive a failure. */
const ending =
  (end: () => Promise<void>) =>
  async (error: unknown): Promise<never> => {
    await end();
    throw error;
  };

/** The running product, a clinic in it, its clients, and a browser to look with: built once for a file of specs. */
export class Scene {
  readonly visitors: Visitor[] = [];

  private constructor(
    readonly stack: Stack,
    readonly staff: StaffSession,
    readonly browser: Browser,
  ) {}

  static async begin(name: string, startsAt: string): Promise<Scene> {
    const browser = await startChromium();
    const stack = await Stack.start(name, new Date(startsAt)).catch(ending(() => browser.close()));
    const staff = await stack.openClinic('first-code', CLINIC).catch(
      ending(async () => {
        await browser.close();
        await stack.stop();
      }),
    );
    return new Scene(stack, staff, browser);
  }

  get origin(): string {
    return this.stack.publicUrl;
  }

  guests(firstNames: readonly string[]): Promise<readonly Guest[]> {
    return Promise.all(
      firstNames.map((firstName, index) =>
        Guest.arrive(this.stack, this.staff, {
          firstName,
          phone: `+4477009001${String(index).padStart(2, '0')}`,
          email: `${firstName.toLowerCase()}@example.com`,
        }),
      ),
    );
  }

  /** Plays everything that is due before an instant; people act there first. */
  async at(instant: string, act?: () => Promise<unknown>): Promise<void> {
    const when = new Date(instant);
    await this.stack.director.playUntil(new Date(when.getTime() - 1));
    await this.stack.director.step(when, async () => {
      await act?.();
    });
  }

  /** The lines of the message ledger about a client, as the clinic sees them. */
  async ledgerOf(guest: Guest): Promise<readonly LedgerRow[]> {
    const { items } = await this.staff.get<{ items: readonly LedgerRow[] }>(
      `/api/notifications/v1/reminders?client=${guest.ref}`,
    );
    return items;
  }

  /** Lets what a person just did on a page take effect, at the same instant. */
  async settle(): Promise<void> {
    await this.stack.director.step(this.stack.director.now ?? new Date(0));
  }

  async visitor(options: Omit<VisitorOptions, 'origin'> = {}): Promise<Visitor> {
    const visitor = await Visitor.arrive(this.browser, { origin: this.origin, ...options });
    this.visitors.push(visitor);
    return visitor;
  }

  /** Every address that anybody opened so far, once. */
  get opened(): readonly string[] {
    return [...new Set(this.visitors.flatMap((visitor) => [...visitor.opened]))];
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.stack.stop();
  }
}
