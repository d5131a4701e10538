import { Injectable } from '@nestjs/common';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { PhoneNumbers } from '../../application/ports.js';

@Injectable()
export class LibphonenumberPhoneNumbers extends PhoneNumbers {
  override normalise(text: string, country: string): string | undefined {
    const parsed = parsePhoneNumberFromString(
      text.trim(),
      isSupportedCountry(country) ? { defaultCountry: country } : {},
    );
    // Possible, not valid: operators open ranges faster than the metadata follows, and numbers kept for fiction are never valid.
    return parsed?.isPossible() === true ? parsed.number : undefined;
  }
}
