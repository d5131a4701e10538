import type { Request } from 'express';

/** The template of the route that matched. Express fills it in; a path would make a series per id, and may hold a token. */
export const routeOf = (request: Request): string => {
  const route: unknown = request.route;
  return typeof route === 'object' && route !== null && 'path' in route && typeof route.path === 'string'
    ? route.path
    : 'unmatched';
};
