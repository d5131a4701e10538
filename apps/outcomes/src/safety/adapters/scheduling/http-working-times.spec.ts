import { SystemMachineTime } from '@aftercare/kernel';
import { InternalTokens, ServiceClient } from '@aftercare/platform';
import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpWorkingTimes } from './http-working-times.js';

let scheduling: Server;
let answer: unknown;
let times: HttpWorkingTimes;
const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);

beforeAll(async () => {
  scheduling = createServer((incoming, response) => {
    incoming.resume();
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await once(scheduling.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(scheduling.address() as AddressInfo).port}`;
  const tokens = new InternalTokens('a secret of the tests that is long enough', 'outcomes', new SystemMachineTime());
  times = new HttpWorkingTimes(
    new ServiceClient('outcomes', { scheduling: url, notifications: url, outcomes: url }, tokens),
  );
});
afterAll(async () => {
  warn.mockRestore();
  scheduling.closeAllConnections();
  scheduling.close();
  await once(scheduling, 'close');
});
beforeEach(() => warn.mockClear());

const elm = {
  clinicId: 'elm',
  zone: 'Europe/London',
  openingHours: [{ weekday: 3, from: '09:00', to: '15:00' }],
  closureDays: ['2027-05-13'],
};

describe('working hours as scheduling tells them', () => {
  it('are those of each clinic that it knows', async () => {
    answer = {
      items: [
        { ...elm, alias: 'Elm Rooms' },
        { ...elm, clinicId: 'oak', openingHours: [] },
      ],
    };
    const { clinicId: _id, ...time } = elm;
    expect([...(await times.of(['elm', 'oak', 'ash']))]).toEqual([
      ['elm', time],
      ['oak', { ...time, openingHours: [] }],
    ]);
    expect(warn).not.toHaveBeenCalled();
  });

  it.each([
    ['a zone that does not exist', { zone: 'Europe/Elmstead' }],
    ['an hour that does not exist', { openingHours: [{ weekday: 3, from: '9 am', to: '15:00' }] }],
    ['a day that does not exist', { openingHours: [{ weekday: 8, from: '09:00', to: '15:00' }] }],
    ['no hours at all', { openingHours: undefined }],
  ])('leave out a clinic with %s, say so, and keep the others', async (_name, wrong) => {
    answer = { items: [{ ...elm, clinicId: 'oak', ...wrong }, elm] };
    expect([...(await times.of(['elm', 'oak'])).keys()]).toEqual(['elm']);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('are nobody’s where the answer is no list', async () => {
    answer = { clinics: [elm] };
    await expect(times.of(['elm'])).rejects.toMatchObject({ code: 'OWNER_SILENT' });
  });
});
