/** One line without controls or direction overrides: nothing in it can start another header or turn the words around it. */
const singleLine = (value: string): string =>
  value
    .replace(/[\p{Cs}\u202a-\u202e]/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();

/** One plain address: what could end it, quote it or add another one makes it none. */
const PLAIN_ADDRESS = /^[^\s@<>()[\],;:\\"\p{Cc}]{1,64}@[^\s@<>()[\],;:\\"\p{Cc}]{1,255}$/u;
export const isPlainAddress = (value: string): boolean => PLAIN_ADDRESS.test(value);

/** Only headers that describe the message; who it is from and to is never said by this way. */
const HEADER_NAME = /^(?:List-[A-Za-z-]+|X-[A-Za-z0-9-]+|Auto-Submitted|Precedence|Feedback-ID)$/u;

export const safeHeaders = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => HEADER_NAME.test(name))
      .map(([name, value]) => [name, singleLine(value)]),
  );

export const safeSubject = singleLine;

/** `Alias <address>` in its two parts; undefined when the address is none. */
export const senderOf = (from: string): { readonly name: string; readonly address: string } | undefined => {
  const at = from.lastIndexOf('<');
  const address = (at === -1 ? from : from.slice(at + 1).replace(/>\s*$/u, '')).trim();
  if (!isPlainAddress(address)) return undefined;
  const name = singleLine(at === -1 ? '' : from.slice(0, at)).replace(/^"|"$/gu, '');
  return { name, address };
};

const MESSAGE_ID = /^<[^\s<>@\p{Cc}]+@[^\s<>@\p{Cc}]+>$/u;
export const isMessageId = (value: string): boolean => MESSAGE_ID.test(value);
