/** What the edge needs to name a text. */
export { LANGUAGES } from '../domain/language.js';
export type { Language } from '../domain/language.js';
export { TEXT_IDS } from '../domain/text.js';
export type { TextId, Wording } from '../domain/text.js';
