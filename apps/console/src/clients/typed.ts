/** What somebody typed to find a client by. Names are sealed, so nothing can be searched by them. */
export type Typed =
  | { readonly by: 'email' | 'phone'; readonly query: string }
  | { readonly by: 'reference'; readonly ref: string }
  | { readonly by: 'nothing' };

const PHONE = /^\+?[\d\s()./-]{5,}$/u;

export const typedOf = (text: string): Typed => {
  const bare = text.trim();
  if (bare === '') return { by: 'nothing' };
  const value = encodeURIComponent(bare);
  if (bare.includes('@')) return { by: 'email', query: `email=${value}` };
  return PHONE.test(bare) ? { by: 'phone', query: `phone=${value}` } : { by: 'reference', ref: bare };
};
