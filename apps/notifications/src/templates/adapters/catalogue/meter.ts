import { SegmentedMessage } from 'sms-segments-calculator';
import type { RenderedSms } from '../../application/ports.js';

/** How a text is billed: a character outside the GSM alphabet turns all of it to UCS-2; no pair is ever split over two parts. */
export const measured = (body: string): RenderedSms => {
  const { encodingName, segmentsCount } = new SegmentedMessage(body);
  return { body, encoding: encodingName === 'GSM-7' ? 'GSM-7' : 'UCS-2', parts: segmentsCount };
};

/** Characters that cost a text its GSM-7, each once. */
export const costlyCharacters = (body: string): readonly string[] =>
  [...new Set(Array.from(body))].filter((character) => measured(character).encoding === 'UCS-2');
