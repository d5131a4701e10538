import { personAccess } from './person-access.js';

const call = (method: string, service: string, path: string, client?: string) =>
  personAccess({ method, service, path, client });

describe('personAccess', () => {
  it('names the client whose record is read', () => {
    expect(call('GET', 'scheduling', '/v1/clients/ref-1')).toEqual({ action: 'read', subject: 'ref-1' });
    expect(call('GET', 'notifications', '/v1/clients/ref-1/consents')).toEqual({ action: 'read', subject: 'ref-1' });
  });

  it('counts a list as a read of everybody in it', () => {
    expect(call('GET', 'scheduling', '/v1/clients')).toEqual({ action: 'read', subject: '*' });
    expect(call('GET', 'scheduling', '/v1/client-names')).toEqual({ action: 'read', subject: '*' });
    expect(call('GET', 'outcomes', '/v1/open-flags')).toEqual({ action: 'read', subject: '*' });
    expect(call('GET', 'notifications', '/v1/replies')).toEqual({ action: 'read', subject: '*' });
    expect(call('GET', 'scheduling', '/v1/lapsed-clients')).toEqual({ action: 'read', subject: '*' });
  });

  it('names the client of a filtered list', () => {
    for (const path of ['/v1/surveys', '/v1/burden-days'])
      expect(call('GET', 'outcomes', path, 'ref-1')).toEqual({ action: 'read', subject: 'ref-1' });
  });

  it('tells changes from reads', () => {
    expect(call('PATCH', 'scheduling', '/v1/clients/ref-1')).toEqual({ action: 'change', subject: 'ref-1' });
    for (const act of ['take', 'hand-over', 'calls', 'seen-by-doctor', 'clear'])
      expect(call('POST', 'outcomes', `/v1/flags/flag-1/${act}`)).toEqual({ action: 'change', subject: 'flag-1' });
    for (const act of ['done', 'undo'])
      expect(call('POST', 'notifications', `/v1/replies/r-1/${act}`)).toEqual({ action: 'change', subject: 'r-1' });
  });

  it('counts whatever it does not know as about people, in any writing', () => {
    expect(call('GET', 'scheduling', '/v1/CLIENTS/ref-1')).toEqual({ action: 'read', subject: 'ref-1' });
    expect(call('GET', 'scheduling', '/v1/clients/%72ef%2D1/')).toEqual({ action: 'read', subject: 'ref-1' });
    expect(call('GET', 'scheduling', '/v1/clients/%zz')).toEqual({ action: 'read', subject: '%zz' });
    expect(call('GET', 'outcomes', '/v1/of-tomorrow')).toEqual({ action: 'read', subject: '*' });
    expect(call('POST', 'outcomes', '/v1/clinic')).toEqual({ action: 'change', subject: '*' });
  });

  it('counts a forecast of other rules as a read of those who wait', () => {
    for (const path of ['/v1/rules/preview', '/v1/rules/preview/differences'])
      expect(call('POST', 'notifications', path)).toEqual({ action: 'read', subject: '*' });
    expect(call('POST', 'notifications', '/v1/rules/apply')).toBeUndefined();
  });

  it('leaves out what is about nobody in particular', () => {
    expect(call('GET', 'outcomes', '/v1/reports/first')).toBeUndefined();
    expect(call('GET', 'scheduling', '/v1/clinic')).toBeUndefined();
    expect(call('GET', 'notifications', '/v1/reminder-totals')).toBeUndefined();
  });
});
