import { CurrentStaff, Staff } from '@aftercare/platform';
import type { StaffCaller } from '@aftercare/platform';
import { Controller, Get, Query } from '@nestjs/common';
import * as z from 'zod';
import { Clients } from '../../application/ports.js';

const namesQuery = z.strictObject({
  /** References, separated by commas; as many as a page of any list has at most. */
  refs: z
    .string()
    .max(200 * 65)
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(z.string().min(1).max(64)).max(200)),
});
type NamesQuery = z.output<typeof namesQuery>;

/** What a list of the console shows of a person, and nothing else. */
export interface ClientName {
  readonly ref: string;
  readonly firstName: string;
  /** First letter of the last name; empty where there is none. */
  readonly initial: string;
}

export interface ClientNames {
  readonly items: readonly ClientName[];
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });
const initialOf = (name: string): string => {
  const [first] = letters.segment(name);
  return (first?.segment ?? '').toUpperCase();
};

/** Names for lists that know people by reference only: first name and initial, never an address. Unknown references are left out. */
@Staff('owner', 'manager', 'practitioner', 'front-desk')
@Controller('v1/client-names')
export class ClientNamesController {
  constructor(private readonly clients: Clients) {}

  @Get()
  async names(
    @CurrentStaff() { clinicId }: StaffCaller,
    @Query({ schema: namesQuery }) { refs }: NamesQuery,
  ): Promise<ClientNames> {
    const found = await this.clients.many(refs.map((id) => ({ clinicId, id })));
    return {
      items: found.map(({ state: { ref, firstName, lastName } }) => ({ ref, firstName, initial: initialOf(lastName) })),
    };
  }
}
