import { createServer, type Server } from 'node:http';

const firstSessionAt = '2026-01-01T10:00:00Z';

interface Asked {
  readonly refs?: readonly {
    readonly clinicId: string;
    readonly clientRef: string;
    readonly sessionIds: readonly string[];
  }[];
  readonly clinicIds?: readonly string[];
}

/** Open every day from 9 to 18. */
const clinics = ({ clinicIds = [] }: Asked) => ({
  items: clinicIds.map((clinicId) => ({
    ...{ clinicId, zone: 'Europe/London', closureDays: [] },
    openingHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '09:00', to: '18:00' })),
  })),
});

const visits = ({ refs = [] }: Asked) => ({
  clinics: refs.map(({ clinicId }) => ({
    ...{ clinicId, alias: 'Elm Rooms', zone: 'Europe/London', phone: '+442071838750' },
    ...{ emergencyNumber: '999', urgentNumber: '111' },
    surveyDelays: { deepTissueHours: 48, defaultHours: 24 },
  })),
  clients: refs.map((ref) => ({ ...ref, zone: 'Europe/London', yearOfBirth: 1980 })),
  sessions: refs.flatMap(({ clinicId, sessionIds }) =>
    sessionIds.map((sessionId) => ({
      ...{ clinicId, sessionId, techniques: ['swedish'] },
      ...{ firstSessionAt, endedAt: firstSessionAt },
    })),
  ),
});

/** Answers look-ups as scheduling would. */
export const scheduling = (): Server =>
  createServer((incoming, response) => {
    let text = '';
    incoming.on('data', (chunk: Buffer) => (text += chunk.toString()));
    incoming.on('end', () => {
      const asked = JSON.parse(text) as Asked;
      const answer = incoming.url === '/internal/clinics/look-up' ? clinics(asked) : visits(asked);
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
  });
