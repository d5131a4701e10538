import type { Licences } from '../api/answers.js';
import { languagesOf, licenceText, quarterlyText, sizeText, textsText } from './words.js';
import type { QuestionnaireSet } from './words.js';

const licence = {
  ...{ holder: 'Elm Rooms Ltd', reference: 'contract 114', scope: 'own clients', languages: ['en'] },
  ...{ validUntil: '2027-12-31', isOver: false, attestedBy: 'ana', attestedAt: '2027-03-01T09:00:00.000Z' },
};
const over = { ...licence, isOver: true };
const text = (language: string) => ({
  ...{ language, copyright: '(c) somebody else' },
  ...{ broughtBy: 'ana', broughtAt: '2027-03-01T09:00:00.000Z' },
});
const aSet = (more: Partial<QuestionnaireSet> = {}): QuestionnaireSet => ({
  ...{ set: 'midas', name: 'MIDAS', questions: 7, minIntervalDays: 90, licence, texts: [text('en')] },
  ...more,
});
const slot = (quarterly: Licences['quarterly'], set = aSet()): Licences => ({ sets: [set], quarterly });
const whoOf = (id: string): string => `${id}@example.org`;

describe('the words about a questionnaire', () => {
  it('say what it is', () => {
    expect(sizeText(aSet())).toBe('7 questions, at most every 90 days');
  });

  it('say who holds the licence, who says so, and until when', () => {
    expect(licenceText(aSet(), whoOf)).toBe(
      'Elm Rooms Ltd, contract 114, as ana@example.org says. It holds up to and including 31 Dec 2027.',
    );
    expect(licenceText(aSet({ licence: over }), whoOf)).toContain('It ended with 31 Dec 2027.');
    expect(licenceText(aSet({ licence: null }), whoOf)).toBe('Nobody has said that your clinic holds a licence.');
  });

  it('say which languages are there and not covered', () => {
    expect(textsText(aSet({ texts: [text('en'), text('de')] }))).toBe(
      'Its words are here in en, de (not in the licence).',
    );
    expect(textsText(aSet({ texts: [] }))).toBe('Nobody has brought its words yet.');
  });

  it('say whether anybody is asked, and why nobody is', () => {
    expect(quarterlyText(slot({ set: null, inForce: false })).words).toBe('Nothing is asked every quarter.');
    expect(quarterlyText(slot({ set: 'midas', inForce: true }))).toEqual({
      isGood: true,
      words: 'MIDAS is asked every quarter.',
    });
    expect(quarterlyText(slot({ set: 'midas', inForce: false }, aSet({ licence: over })))).toEqual({
      isGood: false,
      words: 'MIDAS is chosen, but nobody is asked: its licence has ended.',
    });
    expect(quarterlyText(slot({ set: 'midas', inForce: false })).words).toContain('no words of it are covered');
  });

  it('take languages as somebody types them', () => {
    expect(languagesOf(' en, de;fr ')).toEqual(['en', 'de', 'fr']);
    expect(languagesOf('')).toEqual([]);
  });
});
