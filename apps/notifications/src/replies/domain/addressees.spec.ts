import { addresseesOf } from './addressees.js';
import type { NumberOwner } from './addressees.js';

const present = (clinicId: string, ...clientRefs: string[]): NumberOwner => ({ clinicId, clientRefs, isPresent: true });
const former = (clinicId: string, ...clientRefs: string[]): NumberOwner => ({ clinicId, clientRefs, isPresent: false });

const readers = (owners: readonly NumberOwner[], intent: Parameters<typeof addresseesOf>[1]): readonly string[] =>
  addresseesOf(owners, intent).map(({ clinicId, reads }) => `${clinicId} ${reads}`);

describe('for whom a text to a shared number is', () => {
  it('gives it to the clinic that has the number', () => {
    expect(readers([present('elm')], 'unclear')).toEqual(['elm all']);
    expect(readers([present('elm'), former('oak')], 'unclear')).toEqual(['elm all']);
    expect(readers([present('elm', 'mara'), former('oak', 'jon')], 'unclear')).toEqual(['elm all']);
  });

  it('gives an answer to an old text to the clinic that knows the writer', () => {
    expect(readers([present('elm'), former('oak', 'jon')], 'unclear')).toEqual(['oak all']);
    expect(readers([former('oak', 'jon'), former('ash')], 'unclear')).toEqual(['oak all']);
    expect(readers([former('oak')], 'unclear')).toEqual(['oak all']);
  });

  it('shows nobody a text that may have been for either of two clinics', () => {
    expect(readers([former('oak', 'jon'), former('ash', 'jo')], 'unclear')).toEqual([]);
    expect(readers([former('oak'), former('ash')], 'stop')).toEqual([]);
  });

  it('lets a STOP count at every clinic that knows the writer, and shows its words to one at most', () => {
    expect(readers([present('elm', 'mara'), former('oak', 'jon'), former('ash')], 'stop')).toEqual([
      'elm all',
      'oak stop',
    ]);
    expect(readers([former('oak', 'jon'), former('ash', 'jo')], 'cancel')).toEqual(['oak stop', 'ash stop']);
    expect(readers([present('elm', 'mara'), former('oak', 'jon')], 'start')).toEqual(['elm all']);
  });

  it('lets a STOP count at the clinic that has the number, though only a former one knows the writer', () => {
    expect(readers([present('elm'), former('oak', 'jon')], 'stop')).toEqual(['elm stop', 'oak all']);
  });

  it("has nobody to tell of a number that is no clinic's", () => {
    expect(readers([], 'stop')).toEqual([]);
  });
});
