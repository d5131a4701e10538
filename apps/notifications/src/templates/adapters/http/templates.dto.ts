import * as z from 'zod';
import { LANGUAGES, TEXT_IDS } from '../../application/texts.js';

export const textParam = z.enum(TEXT_IDS);
export const languageParam = z.enum(LANGUAGES);

/** As typed; what is wrong with it is said by the lint, with the rule. */
const wording = {
  sms: z.string().min(1).max(1000),
  subject: z.string().min(1).max(200).optional(),
};

export const previewBody = z.strictObject(wording);
export type PreviewBody = z.output<typeof previewBody>;

/** `basedOn`: the newest version that the writer has seen; 0 where there is none. */
export const saveBody = z.strictObject({ ...wording, basedOn: z.int().min(0).max(100_000) });
export type SaveBody = z.output<typeof saveBody>;

export const liveBody = z.strictObject({ version: z.union([z.int().min(1).max(100_000), z.literal('shipped')]) });
export type LiveBody = z.output<typeof liveBody>;

export const testBody = z.strictObject({
  channel: z.enum(['sms', 'email']),
  /** One of the clinic's own staff addresses; the first of them unless given. */
  to: z.string().min(3).max(254).optional(),
  version: z.int().min(1).max(100_000).optional(),
});
export type TestBody = z.output<typeof testBody>;

export const signOffBody = z.strictObject({ edition: z.int().min(1).max(100_000) });
export type SignOffBody = z.output<typeof signOffBody>;
