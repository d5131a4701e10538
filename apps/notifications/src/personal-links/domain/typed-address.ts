/** What somebody typed into the one field. A number is only complete with the country of a clinic. */
export type TypedAddress =
  { readonly channel: 'email'; readonly email: string } | { readonly channel: 'sms'; readonly digits: string };

const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,189}$/u;
const PHONE = /^\+?[\d\s().\-/]{6,30}$/u;

export const readAddress = (text: string): TypedAddress | undefined => {
  const typed = text.normalize('NFKC').trim();
  if (EMAIL.test(typed)) return { channel: 'email', email: typed.toLowerCase() };
  return PHONE.test(typed) ? { channel: 'sms', digits: typed } : undefined;
};
