import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

/** The requests of one connection. */
interface Queue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests(): void;
}

/**
 * kafkajs 2.2.4 looks for waiting requests every millisecond on every connection, for ever, whether any wait or not
 * (tulios/kafkajs#1556, #1704; not mended upstream, ADR 23). With this it looks only while one waits.
 */
export const lookOnlyWhileRequestsWait = (queue: Queue = RequestQueue.prototype): void => {
  const schedule = queue.scheduleCheckPendingRequests;
  queue.scheduleCheckPendingRequests = function (this: Queue) {
    if (this.pending.length > 0) schedule.call(this);
  };
};
