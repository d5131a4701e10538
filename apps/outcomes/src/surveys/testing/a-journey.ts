import { emptyJourney, type Journey } from '../domain/journey.js';
import { aSurvey } from './a-survey.js';

/** Somebody with a first visit behind them. */
export const aJourney = (more: Partial<Journey> = {}): Journey => ({
  ...emptyJourney('elm', 'mara'),
  frame: aSurvey().frame,
  firstSessionOn: '2027-03-01',
  ...more,
});
