import { InMemorySessions, InMemorySignInLinks, InMemoryTryCounter } from './in-memory-sign-in.js';
import { describeSessionsContract } from './sessions-contract.js';
import { describeSignInLinksContract } from './sign-in-links-contract.js';
import { describeTryCounterContract } from './try-counter-contract.js';

describeSignInLinksContract('in memory', async () => new InMemorySignInLinks());
describeSessionsContract('in memory', async () => new InMemorySessions());
describeTryCounterContract('in memory', async () => new InMemoryTryCounter());
