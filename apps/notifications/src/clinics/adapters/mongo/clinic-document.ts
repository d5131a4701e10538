import type { mongo } from 'mongoose';
import type { ClinicRules } from '../../application/ports.js';

export interface ClinicDocument extends ClinicRules, mongo.Document {
  /** The clinic's id. */
  readonly _id: string;
}

export const CLINIC_RULES = 'clinic_rules';
