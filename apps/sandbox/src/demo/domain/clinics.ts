import type { Weekday } from '@aftercare/kernel';

/** One clinic of the demo: made up, like everybody in it. */
export interface DemoClinic {
  readonly clinicId: string;
  readonly name: string;
  readonly alias: string;
  readonly country: 'GB' | 'US' | 'AU';
  readonly zone: string;
  /** Where its public holidays come from. */
  readonly holidayRegion: string;
  readonly locale: string;
  readonly phone: string;
  readonly smsSender: string;
  readonly emailFrom: string;
  readonly emergencyNumber: string;
  readonly urgentNumber: string;
  readonly ownerEmail: string;
  /** Who of the clinic hears of what a person has to look at. */
  readonly staffEmail: string;
  readonly openDays: readonly Weekday[];
  readonly practitioners: readonly { readonly name: string; readonly skills: readonly string[] }[];
  /** Where people of this clinic move house to. */
  readonly otherZones: readonly [string, ...string[]];
  readonly calendar: 'ics' | 'csv';
  /** To these the owner narrows the hours of all notes half-way through. */
  readonly narrowsHours?: { readonly from: string; readonly to: string };
}

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5];

export const DEMO_CLINICS: readonly DemoClinic[] = [
  {
    clinicId: 'elm-rooms',
    name: 'Elm Rooms',
    alias: 'Elm Rooms',
    country: 'GB',
    zone: 'Europe/London',
    holidayRegion: 'GB-ENG',
    locale: 'en-GB',
    phone: '+442079460011',
    smsSender: '+447700900901',
    emailFrom: 'notes@elm-rooms.example',
    emergencyNumber: '999',
    urgentNumber: '111',
    ownerEmail: 'owner@elm-rooms.example',
    staffEmail: 'desk@elm-rooms.example',
    openDays: WEEKDAYS,
    practitioners: [
      { name: 'Ana Reyes', skills: ['trigger-point', 'deep-tissue'] },
      { name: 'Ben Okafor', skills: ['deep-tissue', 'myofascial'] },
      { name: 'Cleo Hart', skills: ['trigger-point', 'craniosacral'] },
    ],
    otherZones: ['Europe/Paris', 'Europe/Athens'],
    calendar: 'ics',
    narrowsHours: { from: '10:00', to: '19:00' },
  },
  {
    clinicId: 'harbor-house',
    name: 'Harbor House',
    alias: 'Harbor House',
    country: 'US',
    zone: 'America/New_York',
    holidayRegion: 'US-NY',
    locale: 'en-US',
    phone: '+12125550111',
    smsSender: '+12125550199',
    emailFrom: 'notes@harbor-house.example',
    emergencyNumber: '911',
    urgentNumber: '911',
    ownerEmail: 'owner@harbor-house.example',
    staffEmail: 'desk@harbor-house.example',
    openDays: WEEKDAYS,
    practitioners: [
      { name: 'Dana Whitfield', skills: ['trigger-point', 'deep-tissue'] },
      { name: 'Eli Navarro', skills: ['deep-tissue', 'myofascial'] },
      { name: 'Faye Lindqvist', skills: ['trigger-point', 'craniosacral'] },
    ],
    otherZones: ['America/Los_Angeles', 'America/Phoenix'],
    calendar: 'csv',
  },
  {
    clinicId: 'wattle-lane',
    name: 'Wattle Lane',
    alias: 'Wattle Lane',
    country: 'AU',
    zone: 'Australia/Sydney',
    holidayRegion: 'AU-NSW',
    locale: 'en-AU',
    phone: '+61291234567',
    smsSender: '+61491570999',
    emailFrom: 'notes@wattle-lane.example',
    emergencyNumber: '000',
    urgentNumber: '1800022222',
    ownerEmail: 'owner@wattle-lane.example',
    staffEmail: 'desk@wattle-lane.example',
    openDays: WEEKDAYS,
    practitioners: [
      { name: 'Gus Paterson', skills: ['trigger-point', 'deep-tissue'] },
      { name: 'Hana Mori', skills: ['deep-tissue', 'myofascial'] },
      { name: 'Isla Brennan', skills: ['trigger-point', 'craniosacral'] },
    ],
    otherZones: ['Australia/Perth', 'Australia/Brisbane'],
    calendar: 'ics',
  },
];
