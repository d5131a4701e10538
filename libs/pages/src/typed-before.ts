/**
 * Header of a form that the gateway posts again: somebody typed it when their pages had closed, and has signed in since (ux.md P5.3).
 * The page is answered with it filled in, and nothing is saved. Browsers cannot send it: the gateway passes on no header that it does not know.
 */
export const TYPED_BEFORE = 'x-typed-before';

/** What such a page says of it. */
export const TYPED_WORDS = 'You gave this when your pages had closed. It is not saved yet.';
