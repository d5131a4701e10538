/** Scheduling as notifications sees it: every booking it is asked for stands as it was. Its own process, as in production. */
import { createServer } from 'node:http';

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { refs = [] } = JSON.parse(Buffer.concat(chunks).toString() || '{}');
  const items =
    request.url === '/internal/bookings/look-up'
      ? refs.map(({ clinicId, bookingId }) => ({ clinicId, bookingId, state: 'booked', sequence: 0 }))
      : [];
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ items }));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` });
});
