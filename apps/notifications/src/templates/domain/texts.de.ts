import type { Catalogue } from './text.js';

/** German, polite form. */
export const german: Catalogue = {
  language: 'de',
  edition: 1,
  state: 'draft',
  stop: 'Abmelden: STOP senden',
  why: 'Warum habe ich das bekommen?',
  choices: 'Auswählen, was Sie bekommen',
  notYours: 'Diese Nachricht gibt es noch nicht in Ihrer Sprache.',
  texts: {
    A1: {
      version: 1,
      sms: '{alias}: Ihr Termin ist gebucht: {visit}. Ändern oder absagen: {link}',
      subject: 'Ihr Termin am {visitLongDay}',
    },
    A2: {
      version: 1,
      sms: '{alias}: Erinnerung an Ihren Termin am {visit}. Ändern oder absagen: {link}',
      subject: '{visitLongDay}, {visitTime}',
    },
    A2s: {
      version: 1,
      sms: '{alias}: Termin {visit}, ändern: {link} Fragen: {formLink}',
      subject: '{visitLongDay}, {visitTime}',
    },
    A2y: {
      version: 1,
      sms: '{alias}: Sehen wir uns am {visit}? Zum Bestätigen JA antworten. Ändern oder absagen: {link}',
    },
    A3: {
      version: 1,
      sms: '{alias}: Ihr Termin ist jetzt {visit} statt {oldVisit}. Stimmt das nicht? {link}',
      subject: 'Ihr Termin hat eine neue Zeit',
    },
    A4: {
      version: 1,
      sms: '{alias}: Ihr Termin am {visit} ist abgesagt. Einzelheiten: {link}',
      subject: 'Ihr Termin ist abgesagt',
    },
    S0: {
      version: 1,
      sms: '{alias}: einige Fragen vor Ihrem ersten Termin am {visitDay}. Sie können jederzeit unterbrechen: {link}',
      subject: 'Vor Ihrem ersten Termin',
    },
    S1: {
      version: 1,
      sms: '{alias}: Wie geht es Ihnen seit dem Termin? {questions, plural, one {# kurze Frage} other {# kurze Fragen}}, unter einer Minute: {link}',
      subject: 'Wie geht es Ihnen?',
    },
    S1r: {
      version: 1,
      sms: '{alias}: Ihre Fragen zum Termin sind offen bis {closes}: {link}',
      subject: 'Noch offen bis {closesWeekday}',
    },
    S2: {
      version: 1,
      sms: '{alias}: Ihre Fragen sind bereit ({minutes, plural, one {# Minute} other {# Minuten}}): {link} Offen bis {closes}.',
      subject: 'Ihre Fragen sind bereit',
    },
    S2r: {
      version: 1,
      sms: '{alias}: Ihre Fragen ({minutes, plural, one {# Minute} other {# Minuten}}) sind offen bis {closes}: {link}',
      subject: 'Noch offen bis {closesWeekday}',
    },
    F1: {
      version: 1,
      sms: '{alias}: Es wäre Zeit für Ihren nächsten Termin. Wenn Sie möchten, hier wählen: {link}',
      subject: 'Ihr nächster Termin',
    },
    L1: {
      version: 1,
      sms: '{alias}: hier ist Ihr persönlicher Link. Er gilt einmal, für {minutes, plural, one {# Minute} other {# Minuten}}: {link}',
      subject: 'Ihr persönlicher Link',
    },
    'S-new': {
      version: 1,
      sms: '{alias}: hier ist der neue Link, den Sie wollten. Der alte gilt nicht mehr: {link}',
      subject: 'Ihr neuer Link',
    },
    'R-yes': {
      version: 1,
      sms: '{alias}: danke, wir erwarten Sie am {visit}. Ändern oder absagen: {link}',
    },
    'R-stays': {
      version: 1,
      sms: '{alias}: Ihr Termin bleibt, wie er ist. Ändern oder absagen: {link}',
    },
    'R-stop': {
      version: 1,
      sms: '{alias}: erledigt, keine SMS mehr von uns. Auswählen oder rückgängig machen: {link}',
    },
    'R-start': {
      version: 1,
      sms: '{alias}: Sie bekommen wieder SMS von uns. Auswählen: {link}',
    },
    'R-cancel': {
      version: 1,
      sms: '{alias}: keine SMS mehr von uns. Ihr Termin ist nicht abgesagt. Absagen oder wieder SMS bekommen: {link}',
    },
    'R-help': {
      version: 1,
      sms: '{alias} schickt Hinweise mit Ihrer Zustimmung. Tel. {phone}. Auswahl: {link}',
    },
    'R-unclear': {
      version: 1,
      sms: '{alias}: Jemand liest Ihre SMS zu den Öffnungszeiten. Dringend? Tel. {emergencyNumber}. Termin ändern: {link}',
    },
  },
};
