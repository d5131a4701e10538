import { useEffect, useState } from 'preact/hooks';
import { returnNote, returnPath } from './return.js';

const MOVED = 'aftercare:moved';
const RETURN_KEY = 'aftercare.return';

/** Whether somebody went to another page and has not put the focus anywhere since. */
let isOnTheWay = false;

/** Whose pages these are; each address in the history of the tab knows it, over a reload and Back too. */
let ownerOfPages: string | null = null;

/** Says whose pages this one and all that follow it are: not the next one's who signs in on this device. */
export const pagesAreOf = (accountId: string): void => {
  ownerOfPages = accountId;
  history.replaceState(accountId, '');
};

/** Goes to another page of the console without loading it anew. */
export const navigate = (address: string): void => {
  isOnTheWay = true;
  history.pushState(ownerOfPages, '', address);
  dispatchEvent(new Event(MOVED));
};

/** Puts another address in place of this one. Nobody went anywhere by it: who put the focus somewhere keeps it. */
export const redirect = (address: string): void => {
  history.replaceState(ownerOfPages, '', address);
  dispatchEvent(new Event(MOVED));
};

const here = () => ({ pathname: location.pathname, search: location.search });

/** The address, always current. */
export const useAddress = (): { readonly pathname: string; readonly search: string } => {
  const [address, setAddress] = useState(here);
  useEffect(() => {
    const update = () =>
      setAddress((before) =>
        before.pathname === location.pathname && before.search === location.search ? before : here(),
      );
    // Between the first look and this one somebody may have gone on.
    update();
    addEventListener('popstate', update);
    addEventListener(MOVED, update);
    return () => {
      removeEventListener('popstate', update);
      removeEventListener(MOVED, update);
    };
  }, []);
  return address;
};

/**
 * Whether a page's heading may take the focus. A page appears when its data is here; whoever went on to the rail or a
 * field by then keeps the focus there.
 */
export const mayTakeFocus = (): boolean =>
  isOnTheWay || document.activeElement === null || document.activeElement === document.body;

/** Plain clicks on links of the console stay in the page; everything else is the browser's. */
export const followLinks = (): void => {
  document.addEventListener('focusin', () => {
    isOnTheWay = false;
  });
  addEventListener('popstate', () => {
    isOnTheWay = true;
  });
  document.addEventListener('click', (event) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || link.target !== '' || link.origin !== location.origin || !link.pathname.startsWith('/console'))
      return;
    if (link.hash !== '') return;
    event.preventDefault();
    navigate(link.pathname + link.search);
  });
};

/** Remembers this page over the way through the mailbox, which may end in another tab. */
export const rememberReturn = (): void =>
  localStorage.setItem(RETURN_KEY, returnNote(location.pathname + location.search, history.state));

export const forgetReturn = (): void => localStorage.removeItem(RETURN_KEY);

/** Where somebody who signs in goes on. */
export const takeReturn = (accountId: string): string => {
  const note = localStorage.getItem(RETURN_KEY);
  forgetReturn();
  return returnPath(note, accountId);
};
