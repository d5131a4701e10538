import { noInputs, type CadenceInputs } from '../../surveys/application/ports.js';

/** Mara's, by one form: nine hard days of 28. */
export const recalledMonth = (): CadenceInputs => ({
  ...noInputs('elm', 'mara'),
  burdenWindows: [
    {
      surveyId: 's1',
      endsOn: '2027-05-01',
      windowDays: 28,
      burdenDays: 9,
      headacheDays: 10,
      stress: undefined,
      demanding: false,
    },
  ],
});
