import type { SetupCodes } from '../application/ports.js';

const at = new Date('2027-03-01T09:00:00Z');

/** What the making of the first owner relies on. `make` gives a store without codes. */
export const describeSetupCodesContract = (name: string, make: () => Promise<SetupCodes>): void => {
  describe(`the contract of setup codes: ${name}`, () => {
    let codes: SetupCodes;
    beforeEach(async () => {
      codes = await make();
    });

    it('knows no code that was not offered', async () => {
      await expect(codes.isFree('code-1')).resolves.toBe(false);
    });

    it('has an offered code free until it is used', async () => {
      await codes.offer('code-1');
      await expect(codes.isFree('code-1')).resolves.toBe(true);
      await codes.markUsed('code-1', at);
      await expect(codes.isFree('code-1')).resolves.toBe(false);
    });

    it('does not free a used code by offering it again', async () => {
      await codes.offer('code-1');
      await codes.markUsed('code-1', at);
      await codes.offer('code-1');
      await expect(codes.isFree('code-1')).resolves.toBe(false);
    });

    it('leaves the other codes free', async () => {
      await codes.offer('code-1');
      await codes.offer('code-2');
      await codes.markUsed('code-1', at);
      await expect(codes.isFree('code-2')).resolves.toBe(true);
    });

    it('learns nothing from the use of a code that was never offered', async () => {
      await codes.markUsed('code-1', at);
      await codes.offer('code-1');
      await expect(codes.isFree('code-1')).resolves.toBe(true);
    });

    it('bears that many processes offer one code at the same moment', async () => {
      await Promise.all(Array.from({ length: 8 }, () => codes.offer('code-1')));
      await expect(codes.isFree('code-1')).resolves.toBe(true);
    });
  });
};
