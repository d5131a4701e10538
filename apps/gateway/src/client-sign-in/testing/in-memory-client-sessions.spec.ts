import { describeClientSessionsContract } from './client-sessions-contract.js';
import { InMemoryClientSessions } from './in-memory-client-sessions.js';

describeClientSessionsContract('in memory', async () => new InMemoryClientSessions());
