import type { mongo } from 'mongoose';

/** Addresses are sealed per client; the indexes find them without opening. */
export interface ContactDocument extends mongo.Document {
  /** The client's reference. */
  readonly _id: string;
  readonly clinicId: string;
  readonly version: number;
  readonly sourceVersion: number;
  readonly sealedFirstName: string;
  readonly sealedPhone: string | null;
  readonly sealedEmail: string | null;
  readonly phoneIndex: string | null;
  readonly emailIndex: string | null;
  readonly locale: string;
  readonly zone: string | null;
  /** Absent in records of before there were clients without a zone. */
  readonly country?: string | null;
  readonly archived: boolean;
  /** SHA-256 of the choices link's token. */
  readonly choicesHash: string;
  /** Blind indexes of addresses that do not work. */
  readonly badIndexes?: readonly string[];
}

export const CONTACTS = 'contacts';
