import { STOP_WORDING } from './text.js';
import type { Catalogue } from './text.js';

/** English. Every SMS is one GSM-7 part with an alias of 15, a phone of 16 and a link of 48 characters (a test counts them). */
export const english: Catalogue = {
  locale: 'en-GB',
  texts: {
    A1: {
      id: 'A1',
      version: 1,
      sms: '{alias}: your visit is booked for {visit}. Change or cancel: {link}',
      subject: 'Your visit on {visitLongDay}',
    },
    A2: {
      id: 'A2',
      version: 1,
      sms: '{alias}: reminder of your appointment on {visit}. Change or cancel: {link}',
      subject: '{visitLongDay}, {visitTime}',
    },
    A3: {
      id: 'A3',
      version: 1,
      sms: '{alias}: your visit is now {visit} instead of {oldVisit}. Not right? {link}',
      subject: 'Your visit has a new time',
    },
    A4: {
      id: 'A4',
      version: 1,
      sms: '{alias}: your visit on {visit} is cancelled. Details: {link}',
      subject: 'Your visit is cancelled',
    },
    S0: {
      id: 'S0',
      version: 1,
      sms: '{alias}: a few questions before your first visit on {visitDay}. You can stop and come back: {link}',
      subject: 'Before your first visit',
    },
    S1: {
      id: 'S1',
      version: 1,
      sms: `{alias}: how have you been since your visit? 7 quick questions, under a minute: {link}${STOP_WORDING}`,
      subject: 'How have you been?',
    },
    S1r: {
      id: 'S1r',
      version: 1,
      sms: `{alias}: your questions about the visit are open until {closes}: {link}${STOP_WORDING}`,
      subject: 'Still open until {closesWeekday}',
    },
    S2: {
      id: 'S2',
      version: 1,
      sms: `{alias}: your 2-minute check-in is ready: {link} It closes {closes}.${STOP_WORDING}`,
      subject: 'Your check-in is ready',
    },
    S2r: {
      id: 'S2r',
      version: 1,
      sms: `{alias}: your 2-minute check-in is open until {closes}: {link}${STOP_WORDING}`,
      subject: 'Still open until {closesWeekday}',
    },
    F1: {
      id: 'F1',
      version: 1,
      sms: `{alias}: it is about time for your next visit. Pick a time if you would like one: {link}${STOP_WORDING}`,
      subject: 'Your next visit',
    },
    L1: {
      id: 'L1',
      version: 1,
      sms: '{alias}: here is your personal link. It works once, for 15 minutes: {link}',
      subject: 'Your personal link',
    },
    'S-new': {
      id: 'S-new',
      version: 1,
      sms: '{alias}: here is the new link you asked for. The earlier one no longer works: {link}',
      subject: 'Your new link',
    },
    'R-yes': {
      id: 'R-yes',
      version: 1,
      sms: '{alias}: thank you, confirmed for {visit}. Change or cancel: {link}',
    },
    'R-stop': {
      id: 'R-stop',
      version: 1,
      sms: '{alias}: done, no more texts from us. To choose what you get, or to undo this: {link}',
    },
    'R-start': {
      id: 'R-start',
      version: 1,
      sms: `{alias}: you get our texts again. To choose what you get: {link}${STOP_WORDING}`,
    },
    'R-cancel': {
      id: 'R-cancel',
      version: 1,
      sms: '{alias}: no more texts from us. Your visit is not cancelled. To cancel it, or to get texts again: {link}',
    },
    'R-help': {
      id: 'R-help',
      version: 1,
      sms: `{alias} sends visit notes you agreed to. Call {phone}. Your choices: {link}${STOP_WORDING}`,
    },
    'R-unclear': {
      id: 'R-unclear',
      version: 1,
      sms: '{alias}: a person will read your text in opening hours. Urgent? Call {emergencyNumber}. Change your visit: {link}',
    },
  },
};
