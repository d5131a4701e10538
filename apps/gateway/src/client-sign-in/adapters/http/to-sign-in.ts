import type { ServerResponse } from 'node:http';
import { seeOther } from '@aftercare/pages';
import { returnPath } from '../../domain/return-path.js';

/** Asks for a personal link, and comes back to where somebody wanted to go. */
export const toSignIn = (response: ServerResponse, from: string): void => {
  seeOther(response, `/link?return=${returnPath(from)}`);
};

export const pathOf = ({ originalUrl }: { readonly originalUrl: string }): string => originalUrl.split('?', 1)[0] ?? '';
