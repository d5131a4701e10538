import { InvalidInputError } from '@aftercare/kernel';
import { changeClinic, openClinic } from './clinic.js';

const opened = (country: string) =>
  openClinic(
    { clinicId: 'elm', name: 'Elm', alias: 'Elm', country, zone: 'Europe/London', locale: 'en-GB' },
    new Date(0),
  );
const refusalOf = (holidayRegion: string): unknown => {
  try {
    return changeClinic(opened('GB'), { holidayRegion }, { hasOpenBookings: false });
  } catch (error) {
    return error;
  }
};

describe('whose public holidays a clinic keeps', () => {
  it('are those of its country until it says otherwise, and none where nobody lists any', () => {
    expect([opened('GB').holidayRegion, opened('ZZ').holidayRegion]).toEqual(['GB', null]);
  });

  it('may be those of a part of a country, or none', () => {
    for (const holidayRegion of ['GB-ENG', 'US-NY', 'AU-NSW', null])
      expect(changeClinic(opened('GB'), { holidayRegion }, { hasOpenBookings: false })).toMatchObject({
        holidayRegion,
      });
  });

  it.each(['GB-MOON', 'Elbonia', 'gb'])('are refused by name where nobody knows %s', (holidayRegion) => {
    const refusal = refusalOf(holidayRegion);
    expect(refusal).toBeInstanceOf(InvalidInputError);
    expect(refusal).toMatchObject({
      fields: [{ field: 'holidayRegion', message: 'is not a country or region whose public holidays we know' }],
    });
  });
});

const refusedFields = (alias: string): readonly string[] => {
  const opening = { clinicId: 'elm', name: 'Elm', alias, country: 'GB', zone: 'Europe/London', locale: 'en-GB' };
  try {
    openClinic(opening, new Date('2027-03-01T08:00:00Z'));
    return [];
  } catch (error) {
    return error instanceof InvalidInputError ? error.fields.map(({ field }) => field) : [String(error)];
  }
};

describe('the name that a clinic sends under', () => {
  it.each([
    'Migraine Rooms',
    'Mi\u200bgraine',
    'Kopfschmerz 24',
    'Massage 4 U',
    'Cabinet Douleur',
    'Clínica Sol',
    'Sin Dolor',
    'Masaż i ruch',
    'Ból Stop',
    'Gabinet Terapii',
    'عيادة الشفاء',
    'بيت الصداع',
    'Praxis Therapie',
  ])('is refused while it says what the visits are for, in any of our languages: %s', (alias) => {
    expect(refusedFields(alias)).toEqual(['alias']);
  });

  it.each(['Elm Rooms', 'Spain House', 'Paint Box', 'Dolores Park', 'Bolton Rooms', 'Łąka', 'غرف الدردار'])(
    'may be neutral: %s',
    (alias) => expect(refusedFields(alias)).toEqual([]),
  );
});
