import { InMemoryOutageLog } from './in-memory-outage-log.js';
import { describeOutageLog } from './outage-log-contract.js';

describe('the log of outages in memory', () => {
  let log: InMemoryOutageLog;
  beforeEach(() => (log = new InMemoryOutageLog()));
  describeOutageLog(() => log);
});
