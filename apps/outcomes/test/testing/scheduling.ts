import { createServer, type Server } from 'node:http';

const firstSessionAt = '2026-01-01T10:00:00Z';

/** Answers look-ups as scheduling would. */
export const scheduling = (): Server =>
  createServer((incoming, response) => {
    let text = '';
    incoming.on('data', (chunk: Buffer) => (text += chunk.toString()));
    incoming.on('end', () => {
      const { refs } = JSON.parse(text) as {
        refs: { clinicId: string; clientRef: string; sessionIds: string[] }[];
      };
      const answer = {
        clinics: refs.map(({ clinicId }) => ({
          clinicId,
          alias: 'Elm Rooms',
          zone: 'Europe/London',
          phone: '+442071838750',
          emergencyNumber: '999',
          urgentNumber: '111',
          surveyDelays: { deepTissueHours: 48, defaultHours: 24 },
        })),
        clients: refs.map((ref) => ({ ...ref, zone: 'Europe/London', yearOfBirth: 1980 })),
        sessions: refs.flatMap(({ clinicId, sessionIds }) =>
          sessionIds.map((sessionId) => ({
            clinicId,
            sessionId,
            techniques: ['swedish'],
            firstSessionAt,
            endedAt: firstSessionAt,
          })),
        ),
      };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
  });
