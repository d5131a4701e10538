import type { Catalogue } from './text.js';

/** Polish; without a form of address, because it would have to know who reads it. */
export const polish: Catalogue = {
  language: 'pl',
  edition: 1,
  state: 'draft',
  stop: 'Rezygnacja: odpisz STOP',
  why: 'Skąd ta wiadomość?',
  choices: 'Wybór wiadomości',
  notYours: 'Tej wiadomości nie ma jeszcze w wybranym języku.',
  texts: {
    A1: {
      version: 1,
      sms: '{alias}: wizyta zarezerwowana: {visit}. Zmiana lub odwołanie: {link}',
      subject: 'Wizyta: {visitLongDay}',
    },
    A2: {
      version: 1,
      sms: '{alias}: przypomnienie o wizycie: {visit}. Zmiana lub odwołanie: {link}',
      subject: '{visitLongDay}, {visitTime}',
    },
    A2s: {
      version: 1,
      sms: '{alias}: wizyta {visit}, zmiana: {link} Pytania: {formLink}',
      subject: '{visitLongDay}, {visitTime}',
    },
    A2y: {
      version: 1,
      sms: '{alias}: czy widzimy się {visit}? Odpisz TAK, aby potwierdzić. Zmiana lub odwołanie: {link}',
    },
    A3: {
      version: 1,
      sms: '{alias}: wizyta jest teraz {visit} zamiast {oldVisit}. Coś się nie zgadza? {link}',
      subject: 'Nowy termin wizyty',
    },
    A4: {
      version: 1,
      sms: '{alias}: wizyta {visit} jest odwołana. Szczegóły: {link}',
      subject: 'Wizyta jest odwołana',
    },
    S0: {
      version: 1,
      sms: '{alias}: kilka pytań przed pierwszą wizytą ({visitDay}). Można przerwać i wrócić: {link}',
      subject: 'Przed pierwszą wizytą',
    },
    S1: {
      version: 1,
      sms: '{alias}: jak samopoczucie po wizycie? {questions, plural, one {# krótkie pytanie} few {# krótkie pytania} many {# krótkich pytań} other {# krótkiego pytania}}, poniżej minuty: {link}',
      subject: 'Jak samopoczucie?',
    },
    S1r: {
      version: 1,
      sms: '{alias}: pytania o wizytę są otwarte do: {closes}. Link: {link}',
      subject: 'Otwarte do: {closesWeekday}',
    },
    S2: {
      version: 1,
      sms: '{alias}: pytania są gotowe ({minutes, plural, one {# minuta} few {# minuty} many {# minut} other {# minuty}}): {link} Otwarte do: {closes}.',
      subject: 'Pytania są gotowe',
    },
    S2r: {
      version: 1,
      sms: '{alias}: pytania ({minutes, plural, one {# minuta} few {# minuty} many {# minut} other {# minuty}}) są otwarte do: {closes}. Link: {link}',
      subject: 'Otwarte do: {closesWeekday}',
    },
    F1: {
      version: 1,
      sms: '{alias}: zbliża się pora na kolejną wizytę. Termin można wybrać tutaj: {link}',
      subject: 'Kolejna wizyta',
    },
    L1: {
      version: 1,
      sms: '{alias}: oto osobisty link. Działa raz, przez {minutes, plural, one {# minutę} few {# minuty} many {# minut} other {# minuty}}: {link}',
      subject: 'Osobisty link',
    },
    'S-new': {
      version: 1,
      sms: '{alias}: oto nowy link. Poprzedni już nie działa: {link}',
      subject: 'Nowy link',
    },
    'R-yes': {
      version: 1,
      sms: '{alias}: dziękujemy, potwierdzone: {visit}. Zmiana lub odwołanie: {link}',
    },
    'R-stays': {
      version: 1,
      sms: '{alias}: wizyta pozostaje bez zmian. Zmiana lub odwołanie: {link}',
    },
    'R-stop': {
      version: 1,
      sms: '{alias}: gotowe, nie wyślemy więcej SMS-ów. Wybór lub cofnięcie: {link}',
    },
    'R-start': {
      version: 1,
      sms: '{alias}: znów wysyłamy SMS-y. Wybór: {link}',
    },
    'R-cancel': {
      version: 1,
      sms: '{alias}: nie wyślemy więcej SMS-ów. Wizyta nie jest odwołana. Odwołanie lub powrót SMS-ów: {link}',
    },
    'R-help': {
      version: 1,
      sms: '{alias} wysyła uzgodnione wiadomości o wizytach. Tel. {phone}. Wybór: {link}',
    },
    'R-unclear': {
      version: 1,
      sms: '{alias}: SMS przeczyta człowiek w godzinach pracy. Pilne? Tel. {emergencyNumber}. Zmiana wizyty: {link}',
    },
  },
};
