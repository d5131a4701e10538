/** The first page of whoever signs in; which one that is depends on the roles. */
export const HOME = '/console/';

const PAGE = /^\/console\/(?!sign-in)[\w/?&=.,:%-]*$/;

/** A page to come back to, and whose page it was; an address that was typed or came by mail is everybody's. */
export const returnNote = (address: string, owner: unknown): string =>
  JSON.stringify({ address, ...(typeof owner === 'string' ? { owner } : {}) });

const fieldsOf = (note: string | null): ReadonlyMap<string, unknown> => {
  try {
    const read: unknown = JSON.parse(note ?? 'null');
    return new Map(typeof read === 'object' && read !== null ? Object.entries(read) : []);
  } catch {
    return new Map();
  }
};

/** Where to go after signing in: a page of the console that was not another person's, nothing else. */
export const returnPath = (note: string | null, accountId: string): string => {
  const fields = fieldsOf(note);
  const [address, owner] = [fields.get('address'), fields.get('owner') ?? accountId];
  return typeof address === 'string' && owner === accountId && PAGE.test(address) ? address : HOME;
};
