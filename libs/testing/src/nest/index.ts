export { StoresOnMongo } from './stores-on-mongo.js';
export type { StoresOptions } from './stores-on-mongo.js';
