export { describeKept } from './kept-contract.js';
export type { KeptUnderTest } from './kept-contract.js';
export { StoresOnMongo } from './stores-on-mongo.js';
export type { StoresOptions } from './stores-on-mongo.js';
