import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Written here, so that something is tried where the collected ones are not. */
export const BAD_STRINGS: readonly string[] = [
  'a\r\nBcc: x@y.example',
  'Elm\nRooms',
  'Elm\u2028Rooms\u2029',
  '\u202egnp.exe',
  '\u2067Elm\u2066Rooms',
  '👩🏽‍🦰'.repeat(50),
  '👨‍👩‍👧‍👦',
  'א'.repeat(300),
  'غرف الدردار',
  'e\u0301'.repeat(300),
  `e${'\u0301'.repeat(300)}`,
  'W'.repeat(300),
  '\ud800',
  '\udc00Elm',
  '\u200b',
  '\u0000',
  '{link}',
  "{alias}'{",
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '&lt;b&gt;',
  '</p></body></html>',
  '"Elm" <x@y.example>, z',
  'ATTACH:http://evil.example/',
  'BEGIN:VEVENT',
  ';:,\\n\\',
  '=1+1',
  '$(rm -rf /)',
  "Robert'); DROP TABLE clients;--",
  ' ',
  '',
];

const FOLDER = join(__dirname, '../../../../../../shared/data/strings');
const COLLECTED = 1674;

/** Strings and names that are known to break software; says how many are left out where they are not. */
export const collectedStrings = (): readonly string[] => {
  if (!existsSync(FOLDER)) {
    console.info(`left out: ${COLLECTED} strings and names of shared/data are not here`);
    return [];
  }
  // The two files are an array of texts and { names: { name }[] }.
  const strings = JSON.parse(readFileSync(join(FOLDER, 'blns.json'), 'utf8')) as readonly string[];
  const { names } = JSON.parse(readFileSync(join(FOLDER, 'names.json'), 'utf8')) as {
    readonly names: readonly { readonly name: string }[];
  };
  return [...strings, ...names.map(({ name }) => name)];
};
