import { Injectable } from '@nestjs/common';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { PhoneNumbers } from '../../application/ports.js';

/** The same reading as the owner's of client records, or a number would not be found again. */
@Injectable()
export class LibphonenumberPhoneNumbers extends PhoneNumbers {
  override normalise(text: string, country: string): string | undefined {
    const parsed = parsePhoneNumberFromString(text, isSupportedCountry(country) ? { defaultCountry: country } : {});
    return parsed?.isPossible() === true ? parsed.number : undefined;
  }
}
