import { inSpan, isTracing, openSpan } from '@aftercare/messaging';
import type { OpenSpan } from '@aftercare/messaging';
import type { Channel, Reminder } from '../../domain/reminder.js';

/** A slot serves the traces of all its rows and belongs to none: they began weeks ago. Undefined while tracing is off. */
export const openSlotSpan = (rows: readonly Reminder[]): OpenSpan | undefined =>
  isTracing()
    ? openSpan('slot', { parent: 'none', links: rows.map((row) => row.traceparent), facts: { rows: rows.length } })
    : undefined;

/** Everything that the work opens belongs to the slot; one that fails ends here. */
export const inSlot = async <T>(slot: OpenSpan | undefined, work: () => Promise<T>): Promise<T> => {
  if (slot === undefined) return work();
  try {
    return await slot.run(work);
  } catch (error) {
    slot.fail(error);
    slot.end();
    throw error;
  }
};

/** One message of a slot, from its text to what came of the call; points back to where it was planned. */
export const sendingRow = <T extends { readonly settlement: { readonly to: string } }>(
  row: Reminder,
  channel: Channel,
  send: () => Promise<T>,
): Promise<T> => {
  if (!isTracing()) return send();
  const { clinicId, id: reminderId, subject } = row;
  const facts = { clinicId, reminderId, channel, ...booking(subject.bookingId) };
  return inSpan('send reminder', { links: [row.traceparent], facts }, async (span) => {
    const sent = await send();
    span?.tell({ outcome: sent.settlement.to });
    return sent;
  });
};

const booking = (bookingId: string | undefined) => (bookingId === undefined ? {} : { bookingId });
