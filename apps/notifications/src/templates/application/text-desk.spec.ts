import { aTextDesk, CLIENT_PHONE, elm, STAFF_PHONE } from '../testing/text-desk-world.js';
import type { TextName } from './text-versions.js';

const A2: TextName = { clinicId: 'elm', text: 'A2', language: 'en' };
const A2de: TextName = { ...A2, language: 'de' };
const good = { sms: '{alias}: see you {visit}. Change or cancel: {link}', subject: '{visitLongDay}' };
const by = (basedOn: number) => ({ accountId: 'account-1', basedOn });

describe('saving a text', () => {
  it('keeps every version with who saved it when, and says none of them yet', async () => {
    const { saving, overview } = await aTextDesk();
    await saving.execute(A2, good, by(0));
    const { saved } = await saving.execute(A2, { ...good, subject: 'Soon' }, by(1));
    expect(saved).toMatchObject({ version: 2, by: 'account-1', at: new Date('2027-05-01T08:00:00Z') });
    const { versions, live } = await overview.one(A2);
    expect(versions.map(({ version, subject }) => [version, subject])).toEqual([
      [2, 'Soon'],
      [1, '{visitLongDay}'],
    ]);
    expect(live).toBe('A2@1/en');
  });

  it('refuses a text that the lint stops, and says what and where', async () => {
    const { saving, versions } = await aTextDesk();
    await expect(
      saving.execute(A2, { sms: '{alias}: massage {visit}', subject: '{day}' }, by(0)),
    ).rejects.toMatchObject({
      code: 'TEXT_REFUSED',
      kind: 'invalid',
      fields: [
        { field: 'sms', message: expect.stringMatching(/^L3: /) as string },
        { field: 'subject', message: expect.stringMatching(/^L4: \{day\} has no value/) as string },
        { field: 'sms', message: 'L1: says "massag": a stranger may read it' },
      ],
    });
    expect(await versions.historyOf(A2)).toEqual([]);
  });

  it('refuses to overwrite what somebody else saved meanwhile', async () => {
    const { saving } = await aTextDesk();
    await saving.execute(A2, good, by(0));
    await expect(saving.execute(A2, good, by(0))).rejects.toMatchObject({ code: 'TEXT_CHANGED', kind: 'conflict' });
  });
});

describe('switching what is said', () => {
  it('makes a saved version live and goes back to ours', async () => {
    const { saving, switching, overview, wording } = await aTextDesk();
    await saving.execute(A2, good, by(0));
    await switching.toOwn(A2, 1);
    expect(await wording.of('elm')).toMatchObject({ version: 1, texts: [{ ...good, text: 'A2', version: 1 }] });
    expect((await overview.one(A2)).live).toBe('A2@own-1/en');
    await switching.toShipped(A2);
    expect((await overview.one(A2)).live).toBe('A2@1/en');
  });

  it('knows no version of another text, language or clinic', async () => {
    const { saving, switching, store } = await aTextDesk();
    await store.keep([{ ...elm, clinicId: 'oak' }]);
    await saving.execute(A2, good, by(0));
    for (const name of [{ ...A2, text: 'A4' } as const, A2de, { ...A2, clinicId: 'oak' }])
      await expect(switching.toOwn(name, 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('refuses a language that nobody answers for, until somebody does', async () => {
    const { saving, switching, signing, overview } = await aTextDesk();
    await saving.execute(A2de, { sms: '{alias}: bis {visit}. {link}', subject: '{visitLongDay}' }, by(0));
    await expect(switching.toOwn(A2de, 1)).rejects.toMatchObject({ code: 'LANGUAGE_NOT_SIGNED_OFF' });
    await signing.execute('elm', { language: 'de', edition: 1 }, 'account-2');
    await switching.toOwn(A2de, 1);
    expect((await overview.one(A2de)).live).toBe('A2@own-1/de');
  });

  it('looks at a text again: the clinic may have got a name since that must not be said', async () => {
    const { saving, switching, store } = await aTextDesk();
    await saving.execute(A2, good, by(0));
    await store.keep([{ ...elm, version: 2, alias: 'Pain Clinic' }]);
    await expect(switching.toOwn(A2, 1)).rejects.toMatchObject({ code: 'TEXT_REFUSED' });
  });

  it('shows which other languages are older than the main one', async () => {
    const { saving, overview } = await aTextDesk();
    await saving.execute(A2, good, by(0));
    const older = (await overview.list('elm')).filter(({ olderThanSource }) => olderThanSource);
    expect(older.map(({ text, language }) => `${text}/${language}`)).toEqual([
      'A2/de',
      'A2/fr',
      'A2/es',
      'A2/pl',
      'A2/ar',
    ]);
  });
});

describe('answering for a language', () => {
  it('is kept with name and time, and can be taken back', async () => {
    const { signing } = await aTextDesk();
    expect((await signing.of('elm')).map(({ language, state, isUsed }) => [language, state, isUsed])).toEqual([
      ['en', 'checked', true],
      ...['de', 'fr', 'es', 'pl', 'ar'].map((language) => [language, 'draft', false]),
    ]);
    const signed = await signing.execute('elm', { language: 'ar', edition: 1 }, 'account-2');
    expect(signed.at(-1)).toMatchObject({ language: 'ar', state: 'signed-off', isUsed: true, by: 'account-2' });
    expect((await signing.withdraw('elm', 'ar')).at(-1)).toMatchObject({ state: 'draft', isUsed: false });
  });

  it('is refused for texts that have changed since they were read', async () => {
    const { signing } = await aTextDesk();
    await expect(signing.execute('elm', { language: 'de', edition: 2 }, 'a')).rejects.toMatchObject({
      code: 'TEXT_CHANGED',
    });
  });
});

describe('a test of a text', () => {
  const wish = { id: 't1', channel: 'sms', by: 'account-1' } as const;

  it("goes to the clinic's own number, marked as a test, whatever the send mode is", async () => {
    const { testing, sms, tests } = await aTextDesk();
    expect(await testing.execute(A2, wish)).toMatchObject({ state: 'sent', versionName: 'A2@1/en' });
    expect(sms.sent).toMatchObject([
      { to: STAFF_PHONE, from: elm.smsSender, body: expect.stringMatching(/^\[Test\] Elm Rooms: reminder/) as string },
    ]);
    expect(JSON.stringify([...tests.all])).not.toContain(STAFF_PHONE);
  });

  it('goes by email as both parts', async () => {
    const { testing, emails } = await aTextDesk();
    await testing.execute(A2, { ...wish, channel: 'email', to: 'Desk@elm.example' });
    expect(emails.sent).toMatchObject([{ to: 'desk@elm.example', subject: '[Test] Tuesday 11 May, 10:30' }]);
    expect(emails.sent[0]?.html).toContain('<html lang="en"');
  });

  it('never reaches a client, a stranger, or a number that said STOP', async () => {
    const { testing, sms, consents } = await aTextDesk();
    const refusal = (to: string) => testing.execute(A2, { ...wish, id: to, to });
    await expect(refusal(CLIENT_PHONE)).rejects.toMatchObject({ code: 'TEST_ADDRESS_REFUSED' });
    await expect(refusal('+447700900555')).rejects.toMatchObject({ code: 'NO_TEST_ADDRESS' });
    consents.stopped.add(STAFF_PHONE);
    await expect(refusal(STAFF_PHONE)).rejects.toMatchObject({ code: 'TEST_ADDRESS_REFUSED' });
    expect(sms.sent).toEqual([]);
  });

  it('is one call for one wish, also when nobody knows how it ended', async () => {
    const { testing, sms } = await aTextDesk();
    sms.outcome = { outcome: 'in-doubt' };
    expect((await testing.execute(A2, wish)).state).toBe('in-doubt');
    expect((await testing.execute(A2, wish)).state).toBe('in-doubt');
    expect(sms.sent).toHaveLength(1);
  });

  it('takes a saved version before it is live', async () => {
    const { testing, saving, sms } = await aTextDesk();
    await saving.execute(A2, { ...good, sms: '{alias}: soon {visit}. {link}' }, by(0));
    expect(await testing.execute(A2, { ...wish, version: 1 })).toMatchObject({ versionName: 'A2@own-1/en' });
    expect(sms.sent[0]?.body).toContain('Elm Rooms: soon Tue 11 May 10:30.');
    await expect(testing.execute(A2, { ...wish, id: 't2', version: 9 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is refused where there is no email of a text, and after twenty in an hour', async () => {
    const { testing, clock } = await aTextDesk();
    const reply = testing.execute({ ...A2, text: 'R-yes' }, { ...wish, channel: 'email' });
    await expect(reply).rejects.toMatchObject({ code: 'NO_TEST_ADDRESS' });
    for (let n = 0; n < 20; n += 1) await testing.execute(A2, { ...wish, id: `n${n}` });
    await expect(testing.execute(A2, { ...wish, id: 'more' })).rejects.toMatchObject({ code: 'TOO_MANY_TESTS' });
    clock.set(new Date('2027-05-01T09:00:01Z'));
    expect((await testing.execute(A2, { ...wish, id: 'more' })).state).toBe('sent');
  });
});
