import { inSpan } from '@aftercare/messaging';
import type { SpanFacts } from '@aftercare/messaging';
import type { SendOutcome } from '../application/ports.js';

/** A message's way over the wire, as its trace shows it. */
export const providerCall = (
  to: Required<Pick<SpanFacts, 'provider' | 'channel' | 'clinicId'>>,
  call: () => Promise<SendOutcome>,
): Promise<SendOutcome> => {
  const { provider, channel, clinicId } = to;
  return inSpan(`call ${provider}`, { kind: 'client', facts: { provider, channel, clinicId } }, async (span) => {
    const outcome = await call();
    span?.tell({ outcome: outcome.outcome });
    return outcome;
  });
};
