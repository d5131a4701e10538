import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import { lookOnlyWhileRequestsWait } from './idle-timer.js';

const AS_PUBLISHED = RequestQueue.prototype.scheduleCheckPendingRequests;
const silent = { debug: () => undefined, warn: () => undefined };

/** One connection's queue, with one place on the way; says which requests went out. */
class Line {
  readonly sent: number[] = [];
  readonly queue = new RequestQueue({
    maxInFlightRequests: 1,
    requestTimeout: 1000,
    enforceRequestTimeout: false,
    clientId: 'test',
    broker: 'test:9092',
    logger: silent,
  });

  ask(correlationId: number): void {
    const answered = { resolve: () => undefined, reject: () => undefined };
    const entry = { correlationId, apiKey: 1, apiName: 'Fetch', apiVersion: 11, ...answered };
    this.queue.push({ entry, expectResponse: true, sendRequest: () => this.sent.push(correlationId) });
  }

  answer(correlationId: number): void {
    this.queue.fulfillRequest({ correlationId, payload: Buffer.alloc(0), size: 0 });
  }
}

const withLine = (work: (line: Line) => void): void => {
  const line = new Line();
  try {
    work(line);
  } finally {
    line.queue.destroy();
  }
};

describe('lookOnlyWhileRequestsWait', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    RequestQueue.prototype.scheduleCheckPendingRequests = AS_PUBLISHED;
    jest.useRealTimers();
  });

  it('is needed: as published, a connection with nothing to send looks again and again', () => {
    withLine((line) => {
      line.ask(1);
      line.answer(1);
      jest.advanceTimersByTime(1000);
      expect(jest.getTimerCount()).toBe(1);
    });
  });

  it('leaves no timer behind when everything was answered', () => {
    lookOnlyWhileRequestsWait();
    withLine((line) => {
      line.ask(1);
      line.answer(1);
      expect(jest.getTimerCount()).toBe(0);
    });
  });

  it('sends what waited for a place as soon as there is one', () => {
    lookOnlyWhileRequestsWait();
    withLine((line) => {
      for (const id of [1, 2]) line.ask(id);
      expect(line.sent).toEqual([1]);
      line.answer(1);
      expect(line.sent).toEqual([1, 2]);
      line.answer(2);
      jest.advanceTimersByTime(1000);
      expect(jest.getTimerCount()).toBe(0);
    });
  });

  it.each([1, 300])('sends what the broker had wait for %i ms, and not before', (ms) => {
    lookOnlyWhileRequestsWait();
    withLine((line) => {
      line.queue.maybeThrottle(ms);
      line.ask(1);
      jest.advanceTimersByTime(ms - 1);
      expect(line.sent).toEqual([]);
      jest.advanceTimersByTime(20);
      expect(line.sent).toEqual([1]);
      line.answer(1);
      jest.advanceTimersByTime(1000);
      expect(jest.getTimerCount()).toBe(0);
    });
  });
});
