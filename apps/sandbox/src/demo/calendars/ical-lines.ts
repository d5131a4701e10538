/** Content lines of iCalendar (RFC 5545). */

const LIMIT_OCTETS = 75;

/** Backslash, comma, semicolon and line ends have a meaning of their own in text values. */
export const textValue = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replaceAll('\n', '\\n');

/** Parameter values in quotes may hold anything but quotes. */
export const parameterValue = (text: string): string => `"${text.replaceAll('"', "'")}"`;

/** Cuts a line into pieces of at most 75 octets, never inside a character; the next piece begins with a space. */
export const folded = (line: string): string => {
  const pieces: string[] = [];
  let piece = '';
  for (const character of line) {
    if (Buffer.byteLength(piece + character) > LIMIT_OCTETS) {
      pieces.push(piece);
      piece = ' ';
    }
    piece += character;
  }
  return [...pieces, piece].join('\r\n');
};

export const fileOf = (lines: readonly string[]): string => lines.map((line) => `${folded(line)}\r\n`).join('');
