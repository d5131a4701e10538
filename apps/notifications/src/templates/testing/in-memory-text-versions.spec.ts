import { InMemoryTextVersions } from './in-memory-text-versions.js';
import { describeTextVersionsContract } from './text-versions-contract.js';

describeTextVersionsContract('in memory', async () => new InMemoryTextVersions());
