import { SegmentedMessage } from 'sms-segments-calculator';
import type { RenderedSms } from '../../application/ports.js';

/** Characters of GSM 03.38: one unit each from the basic table, two from the second one. */
const BASIC = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/u;
const EITHER_TABLE = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà\f^{}\\[~\]|€]*$/u;
const SURROGATE = /[\ud800-\udfff]/;
/** Units of one part, and of each of several that are joined. */
const GSM_UNITS = [160, 153] as const;
const UCS2_UNITS = [70, 67] as const;

const partsOf = (units: number, [one, joined]: readonly [number, number]): number =>
  units <= one ? 1 : Math.ceil(units / joined);

/**
 * How a text is billed: a character outside the GSM alphabet turns all of it to UCS-2. Where pairs might be split over two parts
 * the calculator counts, which takes a millisecond; any other text is a division.
 */
export const measured = (body: string): RenderedSms => {
  if (BASIC.test(body)) return { body, encoding: 'GSM-7', parts: partsOf(body.length, GSM_UNITS) };
  if (!EITHER_TABLE.test(body) && !SURROGATE.test(body))
    return { body, encoding: 'UCS-2', parts: partsOf(body.length, UCS2_UNITS) };
  const { encodingName, segmentsCount } = new SegmentedMessage(body);
  return { body, encoding: encodingName === 'GSM-7' ? 'GSM-7' : 'UCS-2', parts: segmentsCount };
};

/** Characters that cost a text its GSM-7, each once. */
export const costlyCharacters = (body: string): readonly string[] =>
  [...new Set(Array.from(body))].filter((character) => measured(character).encoding === 'UCS-2');
