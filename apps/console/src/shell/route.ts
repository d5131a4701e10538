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

const UNKNOWN: Route = { name: 'unknown' };

/** A part of an address that cannot be decoded names nothing. */
const withPart = (part: string, routeTo: (name: string) => Route): Route => {
  try {
    return routeTo(decodeURIComponent(part));
  } catch {
    return UNKNOWN;
  }
};

const NUMBER = /^\d{1,6}$/u;

const rulesRoute = (page: string, version: string): Route => {
  if (page === '') return { name: 'rules' };
  if (page === 'draft') return { name: 'rules-draft' };
  return page === 'versions' && NUMBER.test(version) ? { name: 'rules-version', version: Number(version) } : UNKNOWN;
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
      return withPart(second, (id) => ({ name: 'messages', reminderId: id === '' ? undefined : id }));
    case 'replies':
      return { name: 'replies' };
    case 'flags':
      return { name: 'flags' };
    case 'clients':
      return withPart(second, (ref) => (ref === '' ? { name: 'clients' } : { name: 'client', clientRef: ref }));
    case 'templates':
      return withPart(second, (text) =>
        text === '' ? { name: 'templates' } : { name: 'template', text, language: third },
      );
    case 'licences':
      return { name: 'licences' };
    case 'rules':
      return rulesRoute(second, third);
    default:
      return UNKNOWN;
  }
};
