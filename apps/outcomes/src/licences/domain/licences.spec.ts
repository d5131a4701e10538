import { isOver } from './licences.js';

const licence = {
  ...{ set: 'midas', holder: 'Elm Rooms Ltd', reference: 'contract 114', scope: 'own clients', languages: ['en'] },
  ...{ validUntil: '2027-12-31', attestedBy: 'ana', attestedAt: new Date('2027-03-01T09:00:00Z') },
};

describe('a licence', () => {
  it('is over with the end of its last day, UTC', () => {
    expect(isOver(licence, new Date('2027-12-31T23:59:59.999Z'))).toBe(false);
    expect(isOver(licence, new Date('2028-01-01T00:00:00Z'))).toBe(true);
  });
});
