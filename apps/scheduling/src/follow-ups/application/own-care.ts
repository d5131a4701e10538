import { Clock, dateOf, DomainError } from '@aftercare/kernel';
import type { ClinicKey, LocalDate } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { ClientHomes } from '../../clients/application/client-homes.js';
import { KeepClients } from '../../clients/application/keep-clients.js';
import type { IntervalWish } from '../../clients/application/ports.js';
import { KeepCarePlan } from './keep-care-plan.js';
import { CarePlans } from './ports.js';

/** Stands where an account's id stands, for what clients enter themselves. */
export const BY_CLIENT = 'client';

/** What a client may see and change about the time between their visits. What practitioners settled is not told here. */
export interface OwnCareView {
  /** Where the client lives. */
  readonly today: LocalDate;
  readonly wish: IntervalWish | null;
  /** Those that the client told of and that are not over. */
  readonly stressPeriods: readonly { readonly id: string; readonly from: LocalDate; readonly to: LocalDate }[];
}

/** The client's own word about the time between visits, from their own pages. */
@Injectable()
export class OwnCare {
  constructor(
    private readonly homes: ClientHomes,
    private readonly carePlans: CarePlans,
    private readonly keepClients: KeepClients,
    private readonly keepPlan: KeepCarePlan,
    private readonly clock: Clock,
  ) {}

  /** Undefined: nobody has this record any more. */
  async see(client: ClinicKey): Promise<OwnCareView | undefined> {
    const known = await this.homes.of(client);
    if (known === undefined || known.client.archived) return undefined;
    const today = dateOf(this.clock.now(), known.zone);
    const plan = await this.carePlans.load(client);
    const stressPeriods = (plan?.state.stressPeriods ?? [])
      .filter(({ saidBy, to }) => saidBy === 'client' && to >= today)
      .map(({ id, from, to }) => ({ id, from, to }));
    return { today, wish: known.client.intervalWish, stressPeriods };
  }

  /** A pause lies ahead, and ends within a year: a typing error must not silence somebody for good. */
  wish(client: ClinicKey, wish: IntervalWish | null): Promise<boolean> {
    return this.settled(client, async ({ today }) => {
      if (wish?.kind === 'pause' && (wish.until <= today || wish.until > inAYear(today))) return false;
      await this.keepClients.change(client, { intervalWish: wish });
      return true;
    });
  }

  /** The same id twice is one period. */
  declare(client: ClinicKey, period: { readonly id: string; readonly from: LocalDate; readonly to: LocalDate }) {
    return this.settled(client, async ({ today }) => {
      if (period.to < today) return false;
      await this.keepPlan.change({ client, by: BY_CLIENT }, { what: 'stress-declared', ...period, saidBy: 'client' });
      return true;
    });
  }

  /** Only what the client told of: what a practitioner entered is not theirs to take back. */
  takeBack(client: ClinicKey, id: string): Promise<boolean> {
    return this.settled(client, async ({ stressPeriods }) => {
      if (!stressPeriods.some((period) => period.id === id)) return false;
      await this.keepPlan.change({ client, by: BY_CLIENT }, { what: 'stress-taken-back', id });
      return true;
    });
  }

  /** Whether it was kept; a refusal of the rules is an answer, for the page to say. */
  private async settled(client: ClinicKey, work: (view: OwnCareView) => Promise<boolean>): Promise<boolean> {
    const view = await this.see(client);
    if (view === undefined) return false;
    try {
      return await work(view);
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  }
}

const inAYear = (day: LocalDate): LocalDate => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
