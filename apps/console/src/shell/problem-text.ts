import type { Problem } from '../api/problem.js';

const TEXTS: Readonly<Record<string, string>> = {
  OFFLINE: 'No connection. You can read what is here; everything else waits.',
  NOT_SIGNED_IN: 'You are signed out. Sign in in another tab, then come back and go on here: what you typed stays.',
  CROSS_SITE_REQUEST:
    'The server did not take this as coming from this page. Copy what you typed, then open the console anew at its usual address.',
  SOMEBODY_ELSE:
    'Somebody else signed in on this device meanwhile, so nothing is done in their name. Copy what you typed, then load the page anew.',
  NOT_ALLOWED: 'Your role does not open this page. An owner of the clinic can grant it.',
  SERVICE_UNAVAILABLE: 'This part does not answer at the moment. Please try again in a minute.',
  SIGN_IN_LINK_ENDED: 'This link was used already or is too old. Ask for a new one.',
  SETUP_CODE_UNKNOWN: 'This code is not known or was used already. The newest one stands in the log of the server.',
  EMAIL_TAKEN: 'This address already belongs to a clinic.',
  NOT_FOUND: 'There is nothing at this address.',
  NOTHING_TO_UNDO: 'Nothing that follows from this reply can be taken back.',
  TEXT_REFUSED: 'This text cannot be kept as it is:',
  TEXT_CHANGED:
    'Somebody changed this meanwhile. Load the page anew, so that nothing is written over; copy your text first.',
  LANGUAGE_NOT_SIGNED_OFF: 'Nobody answers for this language yet. Sign it off on the page of all texts first.',
  NO_TEST_ADDRESS:
    'There is nowhere to send a test to: your clinic has no own number or address for it, or this text is not sent that way.',
  TEST_ADDRESS_REFUSED: 'A test goes to the addresses of your own people only, and not to one that said STOP.',
  TOO_MANY_TESTS: 'Twenty tests an hour are the most. Please wait.',
  INTERVAL_REASON_NEEDED: 'Outside of two to four weeks the interval needs a reason.',
  RISE_NOT_FOUND: 'There is a newer window by now. Load the page anew and look at that one.',
  TOO_MANY_STRESS_PERIODS: 'There are 50 such times on record. Take one back that is long over.',
  REMINDER_STATE: 'This note went on meanwhile, so this can no longer be done. Its line shows what happened.',
  REMINDER_TOO_LATE: 'It is of no use any more, so nothing is sent.',
  HOLD_NOT_OURS: 'Nobody can lift this hold by hand. It ends when what holds the note is settled.',
  MAY_HAVE_ARRIVED: 'The first one may have arrived. Choose the other way, so that nobody gets it twice.',
  CARRIED_ON: 'It goes out on the other way already. Once more by hand would be twice.',
  LICENCE_MISSING: 'Say first that your clinic holds a licence of it.',
  LICENCE_OVER: 'Its licence has ended. Enter the new one first.',
  SET_TEXT_MISSING: 'Bring its words first, in a language of the licence.',
  FILE_NOT_JSON: 'This file cannot be read as JSON.',
  FLAG_ALREADY_CLEARED: 'A colleague cleared this flag meanwhile.',
  FLAG_TAKEN: 'A colleague has this flag; the list says who. They can hand it over.',
  FLAG_NOT_YOURS: 'Only who has a flag can hand it over. The list says who that is.',
  PERIOD_TOO_CLOSE:
    'Beside a period that was shown before, this one would speak of fewer than five people. Choose one that has no day in common with it, or wait for more answers.',
  TOO_MANY_CALLS: 'There are 50 calls on record, and no more are kept.',
  RULES_BUSY:
    'The change before is still being carried out, which takes some seconds. Apply this one after that; the draft stays.',
  RULES_UNCHANGED: 'These rules hold already.',
  TOO_MANY_REQUESTS: 'Too many requests. Please wait a minute.',
};

const INSTANT = /\d{4}-\d{2}-\d{2}T(\d{2}:\d{2})/;

/** What to do, without blame. The time at which a lock-out ends is in the server's own words. */
export const problemText = (problem: Problem): string => {
  if (problem.code === 'TOO_MANY_TRIES') {
    const time = INSTANT.exec(problem.detail ?? '')?.[1];
    return time === undefined
      ? 'Too many tries. Please wait 15 minutes.'
      : `Too many tries. The next one is possible from ${time} UTC.`;
  }
  return TEXTS[problem.code] ?? problem.detail ?? 'That did not work. Please try again.';
};

/** The last part of the request's id, for a call to whoever runs the server. */
export const referenceOf = (problem: Problem): string | undefined => problem.instance?.split(':').at(-1)?.slice(0, 8);
