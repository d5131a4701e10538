import { createConnection } from 'node:net';

const METADATA = 3;
const VERSION = 2;
const TIMEOUT_MS = 1000;

/**
 * Asks a broker who it is. It answers with itself only when it is ready to serve, so a connection alone says less.
 * @param {number} port
 * @returns {Promise<{ brokers: number, clusterId: string } | undefined>}
 */
export function brokerOf(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    let received = Buffer.alloc(0);
    const end = (/** @type {{ brokers: number, clusterId: string } | undefined} */ result) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(TIMEOUT_MS, () => end(undefined));
    socket.once('error', () => end(undefined));
    socket.once('close', () => end(undefined));
    socket.once('connect', () => socket.write(metadataRequest()));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length >= 4 && received.length >= 4 + received.readInt32BE(0)) end(parse(received));
    });
  });
}

/** The Metadata request, version 2, for no topic at all. */
function metadataRequest() {
  const body = Buffer.alloc(14);
  body.writeInt16BE(METADATA, 0);
  body.writeInt16BE(VERSION, 2);
  body.writeInt32BE(1, 4); // correlation
  body.writeInt16BE(-1, 8); // no client id
  body.writeInt32BE(0, 10); // no topics
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.length, 0);
  return Buffer.concat([size, body]);
}

/** @param {Buffer} answer */
function parse(answer) {
  let at = 8; // size and correlation
  const brokers = answer.readInt32BE(at);
  at += 4;
  for (let index = 0; index < brokers; index += 1) {
    at += 4; // node id
    at = afterString(answer, at); // host
    at += 4; // port
    at = afterString(answer, at); // rack
  }
  return { brokers, clusterId: answer.toString('utf8', at + 2, afterString(answer, at)) };
}

/**
 * @param {Buffer} answer
 * @param {number} at
 */
function afterString(answer, at) {
  return at + 2 + Math.max(0, answer.readInt16BE(at));
}
