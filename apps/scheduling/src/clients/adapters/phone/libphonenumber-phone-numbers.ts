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

  override countryOf(number: string): string | undefined {
    const parsed = parsePhoneNumberFromString(number);
    // A range that the metadata do not have yet: the first of those that share the calling code is the one it was made for.
    return parsed?.country ?? parsed?.getPossibleCountries()[0];
  }
}
