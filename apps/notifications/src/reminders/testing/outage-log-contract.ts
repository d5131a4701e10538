import type { OutageLog } from '../application/sending/outage-log.js';

const at = (minutes: number): Date => new Date(Date.parse('2027-03-15T10:00:00Z') + minutes * 60_000);
const outage = (clinicId: string, since = at(0), channel: 'sms' | 'email' = 'sms') => ({ clinicId, channel, since });

/** What telling staff relies on. `given` is empty. */
export const describeOutageLog = (given: () => OutageLog): void => {
  describe('the contract of the log of outages', () => {
    it('keeps an outage that goes on as one, by clinic', async () => {
      await Promise.all([
        given().begin(outage('elm')),
        given().begin(outage('elm')),
        given().begin(outage('oak', at(3))),
      ]);
      await given().begin(outage('elm', at(5)));
      expect(await given().of('elm')).toEqual([outage('elm')]);
      expect(await given().of('oak')).toEqual([outage('oak', at(3))]);
      expect(await given().of('ash')).toEqual([]);
    });

    it('lets one of many tell it, once', async () => {
      await given().begin(outage('elm'));
      expect(await given().firstUntold()).toEqual(at(0));
      expect(await given().untold(at(-1))).toEqual([]);
      expect(await given().untold(at(0))).toEqual([outage('elm')]);
      const told = await Promise.all([1, 2, 3].map(() => given().tell(outage('elm'))));
      expect(told.filter(Boolean)).toHaveLength(1);
      expect(await given().firstUntold()).toBeUndefined();
      expect(await given().untold(at(9))).toEqual([]);
    });

    it('counts whatever can change what is untold, so that nobody asks in vain', async () => {
      const seen: number[] = [given().saves];
      const note = (): number => seen.push(given().saves);
      await given().begin(outage('elm')).then(note);
      await given().tell(outage('elm')).then(note);
      await given().end('sms', at(20)).then(note);
      expect(seen.every((saves, index) => saves > (seen[index - 1] ?? -1))).toBe(true);
      await given().firstUntold();
      expect(given().saves).toBe(seen.at(-1));
    });

    it('ends for all clinics with the provider that is back, and a new one is another', async () => {
      await given().begin(outage('elm'));
      await given().begin(outage('elm', at(1), 'email'));
      await given().begin(outage('oak'));
      await given().tell(outage('elm'));
      await given().end('sms', at(20));
      expect(await given().of('oak')).toEqual([]);
      expect(await given().of('elm')).toEqual([outage('elm', at(1), 'email')]);
      expect(await given().tell(outage('oak'))).toBe(false);
      await given().begin(outage('elm', at(30)));
      expect(await given().tell(outage('elm', at(30)))).toBe(true);
    });
  });
};
