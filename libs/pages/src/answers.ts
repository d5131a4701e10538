import type { IncomingMessage, ServerResponse } from 'node:http';
import { themeOf } from './cookies.js';
import { pageHeaders } from './headers.js';
import type { ClientTheme } from './tokens.js';

/** What the browser says about its reader's languages. */
export const acceptsIn = (request: IncomingMessage): string | undefined => request.headers['accept-language'];

export const themeIn = (request: IncomingMessage): ClientTheme => themeOf(request.headers.cookie);

/** Sends a page with the headers that every client page has. */
export const sendPage = (response: ServerResponse, markup: string, status = 200): void => {
  response.writeHead(status, pageHeaders).end(markup);
};

/** After a POST the browser asks for the next page, so that going back or reloading never posts again. */
export const seeOther = (response: ServerResponse, path: string): void => {
  response.writeHead(303, { ...pageHeaders, Location: path }).end();
};

/** A file to keep, under the same rules as the page that offers it. */
export const sendFile = (
  response: ServerResponse,
  file: { readonly name: string; readonly type: string; readonly content: string },
): void => {
  response
    .writeHead(200, {
      ...pageHeaders,
      'Content-Type': file.type,
      'Content-Disposition': `attachment; filename="${file.name}"`,
    })
    .end(file.content);
};
