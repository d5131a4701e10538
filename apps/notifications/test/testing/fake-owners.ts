import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aClinic } from '../../src/clinics/testing/a-clinic.js';

export interface FakeClient {
  readonly clientRef: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly zone: string;
  readonly version: number;
  /** en-GB unless given. */
  readonly locale?: string;
}

export interface FakeBooking {
  readonly bookingId: string;
  readonly clientRef: string;
  readonly state: 'booked' | 'cancelled' | 'completed';
  readonly sequence: number;
}

type Body = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

const read = async (request: IncomingMessage): Promise<Body> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return JSON.parse(Buffer.concat(chunks).toString() || '{}') as Body;
};

/** Scheduling and outcomes as notifications sees them: their internal look-ups, with a state that tests change. */
export class FakeOwners {
  readonly clients = new Map<string, FakeClient>();
  readonly bookings = new Map<string, FakeBooking>();
  readonly surveys = new Map<
    string,
    { readonly surveyId: string; readonly state: string; readonly generation: number }
  >();
  clinic: Record<string, unknown> = {};
  /** Answers 500 to everything while true. */
  silent = false;
  /** Runs before each answer to a look-up of bookings: what happens between claim and decision. */
  beforeBookings: () => Promise<void> = () => Promise.resolve();
  private server: Server | undefined;

  constructor(readonly clinicId: string) {
    this.clinic = {
      ...aClinic({ clinicId, smsSender: '+447700900001', emailFrom: 'notes@elm.example', phone: '020 7946 0000' }),
      staffContacts: { phones: ['+447700900099'], emails: ['desk@elm.example'] },
    };
  }

  async start(): Promise<string> {
    const server = createServer((request, response) => {
      void this.answer(request).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      });
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }

  aClient(changes: Partial<FakeClient> & { readonly clientRef: string }): FakeClient {
    const client = {
      phone: `+44770090${String(1000 + this.clients.size)}`,
      email: `${changes.clientRef}@post.example`,
      zone: 'Europe/London',
      version: 1,
      ...changes,
    };
    this.clients.set(client.clientRef, client);
    return client;
  }

  private async answer(request: IncomingMessage): Promise<{ readonly status: number; readonly body: unknown }> {
    const body = await read(request);
    if (this.silent) return { status: 500, body: {} };
    if (request.url === '/internal/bookings/look-up') await this.beforeBookings();
    return { status: 200, body: { items: this.items(request.url ?? '', body) } };
  }

  private items(path: string, body: Body): readonly unknown[] {
    const refs = body['refs'] ?? [];
    const { clinicId } = this;
    switch (path) {
      case '/internal/clinics/look-up':
        return [this.clinic];
      case '/internal/clients/look-up':
        return refs.flatMap(({ clientRef }) => {
          const client = this.clients.get(clientRef ?? '');
          return client === undefined
            ? []
            : [{ firstName: 'Ada', locale: 'en-GB', yearOfBirth: null, archived: false, ...client, clinicId }];
        });
      case '/internal/bookings/look-up':
        return refs.flatMap(({ bookingId }) => {
          const booking = this.bookings.get(bookingId ?? '');
          return booking === undefined ? [] : [{ ...booking, clinicId }];
        });
      case '/internal/surveys/look-up':
        return refs.flatMap(({ surveyId }) => {
          const survey = this.surveys.get(surveyId ?? '');
          return survey === undefined ? [] : [{ ...survey, clinicId }];
        });
      case '/internal/clients/next-bookings':
        return refs.flatMap(({ clientRef }) =>
          [...this.bookings.values()]
            .filter((booking) => booking.clientRef === clientRef && booking.state === 'booked')
            .slice(0, 1)
            .map(({ bookingId }) => ({ clinicId, clientRef, bookingId })),
        );
      default:
        return [];
    }
  }
}
