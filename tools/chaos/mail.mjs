import { Socket } from 'node:net';

/**
 * Watches the lines of SMTP: the answer to the final dot.
 * @param {number} port of the mail server
 * @param {(point: string, where: string) => void} at
 */
export function watchMail(port, at) {
  /** @type {WeakSet<Socket>} */
  const ended = new WeakSet();
  const prototype = /** @type {any} */ (Socket.prototype);
  const { write, emit } = prototype;
  prototype.write = function (/** @type {any[]} */ ...args) {
    const isMail = this.remotePort === port;
    if (isMail && endsWithDot(args[0])) ended.add(this);
    return write.apply(this, args);
  };
  prototype.emit = function (/** @type {any[]} */ ...args) {
    if (args[0] === 'data' && ended.has(this)) {
      ended.delete(this);
      if (String(args[1]).startsWith('250')) at('call', 'the mail server took the mail, its answer unread');
    }
    return emit.apply(this, args);
  };
}

/** @param {unknown} chunk */
function endsWithDot(chunk) {
  const text = typeof chunk === 'string' ? chunk : Buffer.from(/** @type {Uint8Array} */ (chunk)).toString('latin1');
  return text.endsWith('\r\n.\r\n') || text === '.\r\n';
}
