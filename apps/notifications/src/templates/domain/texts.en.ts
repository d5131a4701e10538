import type { Catalogue } from './text.js';

/** English. The other languages say the same. */
export const english: Catalogue = {
  language: 'en',
  edition: 1,
  state: 'checked',
  stop: 'Reply STOP to opt out',
  why: 'Why did I get this?',
  choices: 'Choose what you get',
  notYours: 'We do not have this note in your language yet.',
  texts: {
    A1: {
      version: 1,
      sms: '{alias}: your visit is booked for {visit}. Change or cancel: {link}',
      subject: 'Your visit on {visitLongDay}',
    },
    A2: {
      version: 1,
      sms: '{alias}: reminder of your appointment on {visit}. Change or cancel: {link}',
      subject: '{visitLongDay}, {visitTime}',
    },
    A2s: {
      version: 1,
      sms: '{alias}: visit {visit}, change: {link} Form: {formLink}',
      subject: '{visitLongDay}, {visitTime}',
    },
    A2y: {
      version: 1,
      sms: '{alias}: see you {visit}? Reply YES to confirm. Change or cancel: {link}',
    },
    A3: {
      version: 1,
      sms: '{alias}: your visit is now {visit} instead of {oldVisit}. Not right? {link}',
      subject: 'Your visit has a new time',
    },
    A4: {
      version: 1,
      sms: '{alias}: your visit on {visit} is cancelled. Details: {link}',
      subject: 'Your visit is cancelled',
    },
    S0: {
      version: 1,
      sms: '{alias}: a few questions before your first visit on {visitDay}. You can stop and come back: {link}',
      subject: 'Before your first visit',
    },
    S1: {
      version: 1,
      sms: '{alias}: how have you been since your visit? {questions, plural, one {# quick question} other {# quick questions}}, under a minute: {link}',
      subject: 'How have you been?',
    },
    S1r: {
      version: 1,
      sms: '{alias}: your questions about the visit are open until {closes}: {link}',
      subject: 'Still open until {closesWeekday}',
    },
    S2: {
      version: 1,
      sms: '{alias}: your {minutes, plural, one {#-minute} other {#-minute}} check-in is ready: {link} It closes {closes}.',
      subject: 'Your check-in is ready',
    },
    S2r: {
      version: 1,
      sms: '{alias}: your {minutes, plural, one {#-minute} other {#-minute}} check-in is open until {closes}: {link}',
      subject: 'Still open until {closesWeekday}',
    },
    F1: {
      version: 1,
      sms: '{alias}: it is about time for your next visit. Pick a time if you would like one: {link}',
      subject: 'Your next visit',
    },
    L1: {
      version: 1,
      sms: '{alias}: here is your personal link. It works once, for {minutes, plural, one {# minute} other {# minutes}}: {link}',
      subject: 'Your personal link',
    },
    'S-new': {
      version: 1,
      sms: '{alias}: here is the new link you asked for. The earlier one no longer works: {link}',
      subject: 'Your new link',
    },
    'R-yes': {
      version: 1,
      sms: '{alias}: thank you, confirmed for {visit}. Change or cancel: {link}',
    },
    'R-stays': {
      version: 1,
      sms: '{alias}: your visit stays as it is. To change or cancel it: {link}',
    },
    'R-stop': {
      version: 1,
      sms: '{alias}: done, no more texts from us. To choose what you get, or to undo this: {link}',
    },
    'R-start': {
      version: 1,
      sms: '{alias}: you get our texts again. To choose what you get: {link}',
    },
    'R-cancel': {
      version: 1,
      sms: '{alias}: no more texts from us. Your visit is not cancelled. To cancel it, or to get texts again: {link}',
    },
    'R-help': {
      version: 1,
      sms: '{alias} sends visit notes you agreed to. Call {phone}. Your choices: {link}',
    },
    'R-unclear': {
      version: 1,
      sms: '{alias}: a person will read your text in opening hours. Urgent? Call {emergencyNumber}. Change your visit: {link}',
    },
  },
};
