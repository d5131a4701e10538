import * as z from 'zod';
import type { SetWords } from '../../../instruments/application/instruments.js';

const words = z.string().trim().min(1).max(500);
const coding = z.object({ code: z.string().min(1).max(40), display: words });

/** What is read of a FHIR R4 Questionnaire: the language, whose it is, and the questions in their order. The rest is ignored. */
export const questionnaire = z.object({
  resourceType: z.literal('Questionnaire'),
  language: z.string().min(2).max(35),
  copyright: words,
  item: z
    .array(
      z.object({
        linkId: z.string().min(1).max(100),
        text: words,
        type: z.enum(['choice', 'integer']),
        answerOption: z
          .array(z.object({ valueCoding: coding }))
          .max(20)
          .default([]),
      }),
    )
    .min(1)
    .max(50),
});

export const wordsOf = ({ item }: z.output<typeof questionnaire>): readonly SetWords[] =>
  item.map(({ text, answerOption }) => ({
    text,
    labels: Object.fromEntries(answerOption.map(({ valueCoding }) => [valueCoding.code, valueCoding.display])),
  }));
