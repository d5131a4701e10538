import { hashId } from '@aftercare/kernel';
import { clientName } from '../../contacts/application/ports.js';
import type { ClinicRules } from '../../clinics/application/ports.js';
import type { ToldContact } from '../../contacts/application/contact-directory.js';
import { instead } from './instead.js';
import type { Planted, Scene } from './planted.js';

const SINCE = new Date(0);

const inServerZone = <T extends ToldContact>(contacts: readonly T[]): readonly T[] =>
  contacts.map((contact) => ({ ...contact, zone: 'UTC' }));

/** Where a country has several clocks, that of the clinic. */
const inZoneOfClinic = <T extends ToldContact>(contacts: readonly T[]): readonly T[] =>
  contacts.map((contact) => ({ ...contact, country: null }));

/** Bookings as the events told them. */
const projected = (scene: Scene, refs: readonly { readonly clinicId: string; readonly bookingId: string }[]) =>
  scene.durable.projections.bookings(refs);

/** Bugs of what is known when something is about to be sent. */
export const factBugs: readonly Planted[] = [
  {
    name: 'quiet hours by server zone',
    breaks: 'nothing at night where the client lives',
    ports: ({ contactStore }) => ({
      contactStore: instead(contactStore, { find: async (clients) => inServerZone(await contactStore.find(clients)) }),
    }),
  },
  {
    name: 'hours of the clinic for who has no zone',
    breaks: 'nothing at night in any zone where the client may be',
    ports: ({ contactStore }) => ({
      contactStore: instead(contactStore, {
        find: async (clients) => inZoneOfClinic(await contactStore.find(clients)),
      }),
    }),
  },
  {
    name: 'STOP only at planning',
    breaks: 'STOP acts before the next claim',
    ports: ({ consentBook }) => ({
      consentBook: instead(consentBook, { stoppedOf: async () => new Set<string>() }),
    }),
  },
  {
    name: 'a number that is open now was always open',
    breaks: 'nothing is sent again before it is known that it did not go out',
    shownBy: 8633,
    ports: ({ consentBook }) => ({
      consentBook: instead(consentBook, { openedOf: async () => new Map<string, Date>() }),
    }),
  },
  {
    name: 'consent not asked at send time',
    breaks: 'consent per channel and purpose',
    ports: ({ consentBook }) => ({
      consentBook: instead(consentBook, {
        entriesOf: async (clients) =>
          new Map(
            clients.map((client) => [
              clientName(client),
              (['sms', 'email'] as const).flatMap((channel) =>
                (['appointment', 'survey', 'follow-up'] as const).map((purpose) => ({
                  channel,
                  purpose,
                  granted: true,
                  since: SINCE,
                })),
              ),
            ]),
          ),
      }),
    }),
  },
  {
    name: 'caps ignored',
    breaks: 'one message a day and three a week',
    ports: ({ projections }) => ({ projections: instead(projections, { countedSince: async () => [] }) }),
  },
  {
    name: 'notes in any order',
    breaks: 'a reminder of a form goes after its invitation, and not soon after',
    ports: ({ projections }) => ({
      projections: instead(projections, {
        notesOf: async (keys) =>
          new Map(
            [...(await projections.notesOf(keys))].map(([id, row]) => [id, { ...row, state: 'skipped' as const }]),
          ),
      }),
    }),
  },
  {
    name: 'no brake',
    breaks: 'after twenty messages to one person on a day somebody looks first',
    ports: ({ projections }) => ({
      projections: instead(projections, {
        countedSince: async (clients, since, ownClaim) =>
          (await projections.countedSince(clients, since, ownClaim)).filter(({ isCapped }) => isCapped),
      }),
    }),
  },
  {
    name: 'booking not asked at send time',
    breaks: 'nothing after a cancel, even while its event is on its way',
    ports: ({ owners }, scene) => ({ owners: instead(owners, { bookings: (refs) => projected(scene, refs) }) }),
  },
  {
    name: 'no sequence check',
    breaks: 'a moved visit is never announced at its old time',
    ports: ({ owners, ledger }) => ({
      owners,
      ledger: instead(ledger, {
        claim: async (ids, claim) =>
          (await ledger.claim(ids, claim)).map((row) => {
            const { sequence: _sequence, ...subject } = row.subject;
            return { ...row, subject };
          }),
      }),
    }),
  },
  {
    name: 'answered forms are asked for again',
    breaks: 'reminders go to those who did not answer',
    ports: ({ owners }) => ({
      owners: instead(owners, {
        surveys: async (refs) =>
          new Map(
            [...(await owners.surveys(refs))].map(([name, { generation }]) => [
              name,
              { state: 'planned' as const, generation },
            ]),
          ),
      }),
    }),
  },
  {
    name: 'nudge although there is a booking',
    breaks: 'a booking suppresses the nudge',
    ports: ({ owners }) => ({ owners: instead(owners, { booked: async () => new Set<string>() }) }),
  },
  {
    name: 'flags ignored',
    breaks: 'routine notes wait while a flag is open',
    ports: ({ projections }) => ({
      projections: instead(projections, {
        holdsOf: async (clients) =>
          new Map(
            [...(await projections.holdsOf(clients))].map(([name, holds]) => [name, { ...holds, flagged: false }]),
          ),
      }),
    }),
  },
  {
    name: 'send mode ignored',
    breaks: 'a clinic that is off sends nothing',
    ports: ({ clinicStore }) => ({
      clinicStore: instead(clinicStore, {
        find: async (ids) =>
          (await clinicStore.find(ids)).map((rules: ClinicRules) => ({ ...rules, sendMode: 'live' })),
      }),
    }),
  },
  {
    name: 'merge across people',
    breaks: 'a shared phone never mixes names',
    ports: ({ contactStore }, { facts }) => ({
      contactStore: instead(contactStore, {
        find: async (clients) =>
          (await contactStore.find(clients)).map((contact) => {
            const sharing = [...facts.people.values()].find(
              ({ clinicId, phone }) => clinicId === contact.clinicId && phone !== null && phone === contact.phone,
            );
            return { ...contact, firstName: sharing?.firstName ?? contact.firstName };
          }),
      }),
    }),
  },
  {
    name: 'number of another clinic stopped',
    breaks: 'a STOP holds at the clinic that it was sent to',
    ports: ({ consentBook }, { durable, facts }) => ({
      consentBook: instead(consentBook, {
        stoppedOf: async (numbers) => {
          const stopped = await consentBook.stoppedOf(numbers);
          const isAnyStopped = [...durable.transactions.documents('stops').values()].some(
            (stop) => stop['stopped'] === true,
          );
          const indexes = [...facts.people.values()].map(({ clinicId, phone }) =>
            hashId(clinicId, 'phone', phone ?? ''),
          );
          return isAnyStopped ? new Set(indexes) : stopped;
        },
      }),
    }),
  },
];
