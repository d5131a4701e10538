import type { VariableName, Variables } from './text.js';

const PLACEHOLDER = /\{([A-Za-z]+)\}/g;

/** Puts the values in, once: a brace inside a value stays a brace. Undefined when a variable that the text names has no value. */
export const fill = (text: string, values: Variables): string | undefined => {
  // The catalogue is data: a name that is not known has no value, and the text is not used.
  const valueOf = (name: string | undefined): string => values[name as VariableName] ?? '';
  if ([...text.matchAll(PLACEHOLDER)].some(([, name]) => valueOf(name) === '')) return undefined;
  return text.replace(PLACEHOLDER, (_whole, name: string) => valueOf(name));
};
