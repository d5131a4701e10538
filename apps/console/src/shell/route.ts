/** Where the console is. The address is the only state that survives a reload. */
export type Route =
  | { readonly name: 'sign-in' }
  | { readonly name: 'confirm' }
  | { readonly name: 'home' }
  | { readonly name: 'report' }
  | { readonly name: 'messages'; readonly reminderId: string | undefined }
  | { readonly name: 'replies' }
  | { readonly name: 'flags' }
  | { readonly name: 'clients' }
  | { readonly name: 'client'; readonly clientRef: string }
  | { readonly name: 'templates' }
  | { readonly name: 'template'; readonly text: string; readonly language: string }
  | { readonly name: 'licences' }
  | { readonly name: 'rules' }
  | { readonly name: 'rules-draft' }
  | { readonly name: 'rules-version'; readonly version: number }
  | { readonly name: 'unknown' };

/** The first page of whoever signs in; which one that is depends on the roles. */
export const HOME = '/console/';

const NUMBER = /^\d{1,6}$/u;

const rulesRoute = (page: string, version: string): Route => {
  if (page === '') return { name: 'rules' };
  if (page === 'draft') return { name: 'rules-draft' };
  return page === 'versions' && NUMBER.test(version)
    ? { name: 'rules-version', version: Number(version) }
    : { name: 'unknown' };
};

export const routeOf = (pathname: string): Route => {
  const [, , first = '', second = '', third = ''] = pathname.replace(/\/+$/, '').split('/');
  switch (first) {
    case 'sign-in':
      return { name: second === 'confirm' ? 'confirm' : 'sign-in' };
    case '':
      return { name: 'home' };
    case 'reports':
      return { name: 'report' };
    case 'messages':
      return { name: 'messages', reminderId: second === '' ? undefined : decodeURIComponent(second) };
    case 'replies':
      return { name: 'replies' };
    case 'flags':
      return { name: 'flags' };
    case 'clients':
      return second === '' ? { name: 'clients' } : { name: 'client', clientRef: decodeURIComponent(second) };
    case 'templates':
      return second === ''
        ? { name: 'templates' }
        : { name: 'template', text: decodeURIComponent(second), language: third };
    case 'licences':
      return { name: 'licences' };
    case 'rules':
      return rulesRoute(second, third);
    default:
      return { name: 'unknown' };
  }
};

/** Where to go after signing in: a page of the console, nothing else. */
export const returnPath = (stored: string | null): string =>
  stored !== null && /^\/console\/(?!sign-in)[\w/?&=.,:%-]*$/.test(stored) ? stored : HOME;
