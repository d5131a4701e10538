/**
 * Header of a form that the gateway posts again: somebody typed it when their pages had closed and has signed in since (ux.md P5.3), or while the page could not be saved.
 * The page is answered with it filled in, and nothing is saved. Browsers cannot send it: the gateway passes on no header that it does not know.
 */
export const TYPED_BEFORE = 'x-typed-before';

/** What such a page says of it. */
export const TYPED_WORDS = 'You gave this before. It is not saved yet.';
