import { options } from './item.js';

export const NAMED = options(
  ['migraine', 'migraine'],
  ['migraine-aura', 'migraine with aura'],
  ['chronic-migraine', 'chronic migraine'],
  ['tension-type', 'tension-type'],
  ['cluster', 'cluster'],
  ['neck-related', 'neck-related'],
  ['medicine-related', 'medicine-related'],
  ['other', 'other'],
  ['not-sure', 'not sure'],
);

export const COMES_WITH = options(
  ['one-sided', 'one-sided'],
  ['throbbing', 'throbbing'],
  ['worse-moving', 'worse when moving'],
  ['sick', 'feeling sick'],
  ['light', 'light'],
  ['sound', 'sound'],
  ['smells', 'smells'],
  ['visual', 'visual warning'],
  ['neck', 'neck pain'],
);

export const MEDICINES = options(
  ['simple', 'simple painkiller'],
  ['triptan', 'triptan'],
  ['combination', 'combination or codeine'],
  ['opioid', 'opioid'],
  ['ergot', 'ergot'],
  ['gepant', 'gepant or ditan'],
  ['other', 'other'],
  ['not-sure', 'not sure'],
);

/** Stress was the top one for 62 % of 494 people, then weather, missed meals and sunlight (Headache 1994). */
export const TRIGGERS = options(
  ['stress', 'stress'],
  ['calm-after', 'calm after stress'],
  ['little-sleep', 'too little sleep'],
  ['much-sleep', 'too much sleep'],
  ['meal', 'a missed meal'],
  ['thirst', 'thirst'],
  ['alcohol', 'alcohol'],
  ['caffeine', 'change in caffeine'],
  ['food', 'a food'],
  ['cycle', 'cycle'],
  ['weather', 'weather'],
  ['light', 'bright light or screens'],
  ['noise', 'noise'],
  ['smells', 'smells'],
  ['posture', 'desk posture'],
  ['exertion', 'exertion'],
  ['other', 'other'],
  ['not-sure', 'not sure'],
);

export const AREAS = options(
  ['skull-base', 'base of skull'],
  ['neck-left', 'neck, left'],
  ['neck-right', 'neck, right'],
  ['front-neck-left', 'front of neck, left'],
  ['front-neck-right', 'front of neck, right'],
  ['shoulder-left', 'shoulder, left'],
  ['shoulder-right', 'shoulder, right'],
  ['temples', 'temples'],
  ['forehead', 'forehead'],
  ['jaw', 'jaw'],
  ['scalp', 'scalp'],
  ['upper-back', 'upper back'],
);

/** Any of these means a talk before the next visit, never a refusal (domain.md 1.7, a26). */
export const HEALTH = options(
  ['clot', 'a blood clot, or blood thinners'],
  ['injury', 'a neck or head injury in the last 6 weeks'],
  ['neck-surgery', 'neck surgery'],
  ['artery', 'an artery problem, a stroke or a TIA'],
  ['pressure', 'blood pressure that is not under control'],
  ['heart', 'a heart condition'],
  ['bones', 'brittle bones'],
  ['cancer', 'cancer treatment'],
  ['pregnancy', 'pregnancy, or birth within 6 weeks'],
  ['infection', 'fever, an infection or a skin problem'],
  ['connective', 'a connective-tissue disorder'],
  ['epilepsy', 'epilepsy'],
  ['surgery', 'recent surgery'],
  ['implant', 'an implant, shunt or port'],
  ['allergy', 'an allergy to oils or latex'],
);

export const GOALS = options(
  ['fewer-days', 'fewer days'],
  ['less-intense', 'less intense'],
  ['less-medicine', 'less medicine'],
  ['better-sleep', 'better sleep'],
  ['looser-neck', 'a looser neck'],
  ['relaxation', 'relaxation'],
  ['other', 'other'],
);
