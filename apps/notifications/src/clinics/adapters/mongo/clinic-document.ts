import type { mongo } from 'mongoose';
import type { ClinicRules, SettingsInForce } from '../../application/ports.js';

export interface ClinicDocument extends ClinicRules, mongo.Document {
  /** The clinic's id. */
  readonly _id: string;
  /** Those that were replaced first. */
  readonly settingsBefore?: SettingsInForce;
  /** Numbers that notes came from before. */
  readonly formerSenders?: readonly string[];
}

export const CLINIC_RULES = 'clinic_rules';
