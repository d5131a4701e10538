import type * as z from 'zod';

/** An event contract is a value: it can be parsed, listed, printed as JSON Schema and compared. */
export interface EventContract<TType extends string = string, TData extends z.ZodType = z.ZodType> {
  /** CloudEvents `type`: `aftercare.<service>.<event>.v<major>`, past tense. */
  readonly type: TType;
  /** Kafka topic that carries it (the AsyncAPI channel address), without the installation's prefix. */
  readonly topic: string;
  /** One sentence for the reference. */
  readonly summary: string;
  readonly data: TData;
  /** Events with the same key keep their order. */
  partitionKey(data: z.output<TData>): string;
}

export const defineEvent = <const TType extends string, TData extends z.ZodType>(
  contract: EventContract<TType, TData>,
): EventContract<TType, TData> => contract;

/** The data of a contract, as a consumer reads it. */
export type DataOf<C> = C extends EventContract<string, infer TData> ? z.output<TData> : never;
