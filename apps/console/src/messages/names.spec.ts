import { nameIn, refsOf } from './names.js';

const names = {
  items: [
    { ref: 'r1', firstName: 'Mara', initial: 'T' },
    { ref: 'r2', firstName: 'Jon', initial: '' },
  ],
};

describe('the names in the ledger', () => {
  it('are a first name and an initial', () => {
    expect([nameIn(names)('r1'), nameIn(names)('r2')]).toEqual(['Mara T.', 'Jon']);
  });

  it('give way to the reference where nobody says a name', () => {
    expect([nameIn(names)('r3'), nameIn(undefined)('r1')]).toEqual(['r3', 'r1']);
  });

  it('are asked for once per person, whatever the order of the lines', () => {
    const [a, b] = [{ clientRef: 'a' }, { clientRef: 'b' }];
    expect([refsOf([b, a, b]), refsOf([a, b]), refsOf([])]).toEqual(['a,b', 'a,b', '']);
  });
});
