import type { RawForm } from './instruments.js';

/** A posted form as names and texts; anything else that a body parser may make is left out. */
export const rawForm = (body: unknown): RawForm => {
  if (typeof body !== 'object' || body === null) return {};
  const raw: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(body) as [string, unknown][]) {
    if (typeof value === 'string') raw[name] = value;
    else if (Array.isArray(value)) raw[name] = value.filter((one): one is string => typeof one === 'string');
  }
  return raw;
};
