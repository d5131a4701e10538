import type { ToldContact } from '../application/contact-directory.js';

/** Ada of Elm Rooms, without a number or an address, as her owner tells of her. */
export const aContact = (changes: Partial<ToldContact> = {}): ToldContact => ({
  clinicId: 'elm',
  clientRef: 'ada',
  version: 1,
  firstName: 'Ada',
  phone: null,
  email: null,
  locale: 'en-GB',
  zone: 'Europe/London',
  country: null,
  archived: false,
  ...changes,
});
