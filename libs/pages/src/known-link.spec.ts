import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { onKnownLink } from './index.js';

const KNOWN = 'a'.repeat(22);

const visit = async (token: string) => {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  const sent: string[] = [];
  response.end = (chunk: unknown) => {
    sent.push(String(chunk));
    return response;
  };
  const looked: string[] = [];
  const find = async (one: string) => {
    looked.push(one);
    return one === KNOWN ? 'a view' : undefined;
  };
  await onKnownLink({ token, request, response }, { title: 'Your visit', find }, (view) => {
    response.writeHead(200).end(view);
  });
  return { status: response.statusCode, text: sent.join(''), looked };
};

describe('a link', () => {
  it('goes on with what it opens', async () => {
    expect(await visit(KNOWN)).toEqual({ status: 200, text: 'a view', looked: [KNOWN] });
  });

  it('P4.3 is answered with the same bytes after the same one look-up, unknown or malformed', async () => {
    const tokens = ['b'.repeat(22), 'x', '', '\0', '$ne', 'c'.repeat(4000)];
    const answers = await Promise.all(tokens.map(visit));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.map(({ status, looked }) => [status, looked.length])).toEqual(tokens.map(() => [404, 1]));
  });
});
