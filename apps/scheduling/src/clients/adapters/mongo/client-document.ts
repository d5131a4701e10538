import type { Client, PlainClient } from '../../application/ports.js';

/** The fields that only this service can read, each sealed with the client's own key. */
export const SEALED_FIELDS = ['firstName', 'lastName', 'phone', 'email', 'yearOfBirth'] as const;
export type SealedName = (typeof SEALED_FIELDS)[number];

/** As stored: nothing in it names a person. */
export interface ClientDocument extends Omit<Client, 'ref' | SealedName> {
  readonly _id: string;
  readonly version: number;
  /** Absent fields are unknown, never empty. */
  readonly sealed: Readonly<Partial<Record<SealedName, string>>>;
  /** Blind indexes: find the client by number or address without storing either. */
  readonly phoneIndex: string | null;
  readonly emailIndex: string | null;
  /** SHA-256 of the link behind "pick a time". */
  readonly nextToken: string;
}

/** The fields of a client that are sealed, as texts; unknown ones left out. */
export const plainTexts = (client: Client): readonly { readonly field: SealedName; readonly plain: string }[] =>
  SEALED_FIELDS.flatMap((field) => {
    const value = client[field];
    return value === null ? [] : [{ field, plain: String(value) }];
  });

export const plainClient = (document: ClientDocument): PlainClient => ({
  ref: document._id,
  clinicId: document.clinicId,
  locale: document.locale,
  zone: document.zone,
  preferredWeekday: document.preferredWeekday,
  intervalWish: document.intervalWish,
  archived: document.archived,
});

/** Records of before the wish had a time. */
const saidAt = (at: Date | null | undefined): Date | null => at ?? null;

export const clientOf = (document: ClientDocument, opened: ReadonlyMap<string, string>): Client => {
  const born = opened.get('yearOfBirth');
  return {
    ...plainClient(document),
    createdAt: document.createdAt,
    wishSaidAt: saidAt(document.wishSaidAt),
    ...(document.wishAgreedAt === undefined ? {} : { wishAgreedAt: document.wishAgreedAt }),
    firstName: opened.get('firstName') ?? '',
    lastName: opened.get('lastName') ?? '',
    phone: opened.get('phone') ?? null,
    email: opened.get('email') ?? null,
    yearOfBirth: born === undefined ? null : Number(born),
  };
};
