import * as z from 'zod';

/** What may go wrong when a message is created. */
export const createFaultSchema = z.enum([
  'invalid-number',
  'opted-out',
  'too-many-requests',
  'server-error',
  'drop-reply',
  'refuse-connection',
  'slow',
]);
export type CreateFault = z.output<typeof createFaultSchema>;

/** A planned fault: hits the next `times` messages (to `to`, when given). */
export const plannedFaultSchema = z.strictObject({
  fault: createFaultSchema,
  to: z.string().optional(),
  times: z.int().positive().default(1),
});
export type PlannedFault = z.output<typeof plannedFaultSchema>;

/** What happens to a message on its way to a handset. */
export const handsetSchema = z.strictObject({
  number: z.string().min(1),
  /** `unreachable` answers 30003, `unknown` 30005, `invalid` is refused at once with 21211. */
  condition: z.enum(['works', 'unreachable', 'unknown', 'invalid']),
});
export type HandsetCondition = z.output<typeof handsetSchema>['condition'];

/** The answer of Twilio's API to a refused request. */
export interface ApiError {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

const ERRORS = {
  'invalid-number': { status: 400, code: 21211, message: "The 'To' number is not a valid phone number." },
  'opted-out': { status: 400, code: 21610, message: 'Attempt to send to unsubscribed recipient' },
  'too-many-requests': { status: 429, code: 20429, message: 'Too Many Requests' },
  'server-error': { status: 500, code: 20500, message: 'An internal server error has occurred' },
} as const satisfies Partial<Record<CreateFault, ApiError>>;

export const apiErrorOf = (fault: CreateFault): ApiError | undefined =>
  fault in ERRORS ? ERRORS[fault as keyof typeof ERRORS] : undefined;

/** Takes the first planned fault that fits, and the plan without that one use. */
export const takeFault = (
  planned: readonly PlannedFault[],
  to: string,
): { readonly fault: CreateFault | undefined; readonly left: readonly PlannedFault[] } => {
  const index = planned.findIndex((one) => one.to === undefined || one.to === to);
  const hit = planned[index];
  if (hit === undefined) return { fault: undefined, left: planned };
  const rest = hit.times > 1 ? [{ ...hit, times: hit.times - 1 }] : [];
  return { fault: hit.fault, left: [...planned.slice(0, index), ...rest, ...planned.slice(index + 1)] };
};

/** The delivery error of a handset, or undefined when the message arrives. */
export const deliveryErrorOf = (condition: HandsetCondition): number | undefined => {
  switch (condition) {
    case 'unreachable':
      return 30003;
    case 'unknown':
      return 30005;
    case 'works':
    case 'invalid':
      return undefined;
  }
};
