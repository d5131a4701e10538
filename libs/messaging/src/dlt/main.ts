import { contracts } from '@aftercare/contracts';
import { SystemMachineTime } from '@aftercare/kernel';
import { mongo } from 'mongoose';
import { MongoDeadLetters } from '../mongo/mongo-dead-letters.js';
import { runDlt } from './commands.js';
import { readDltConfig } from './config.js';

const SERVICES = [...new Set(contracts.map((contract) => contract.type.split('.')[1] ?? ''))];

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const main = async (): Promise<number> => {
  const config = readDltConfig();
  if (config === undefined) {
    print('MONGODB_URI is missing: the MongoDB of the services');
    return 1;
  }
  const client = await mongo.MongoClient.connect(config.MONGODB_URI);
  const machine = new SystemMachineTime();
  try {
    const services = SERVICES.map((service) => ({
      service,
      letters: new MongoDeadLetters(client.db(`${config.DB_PREFIX}_${service}`)),
    }));
    return await runDlt({ services, print, sleep: (ms) => machine.sleep(ms) }, process.argv.slice(2));
  } finally {
    await client.close();
  }
};

process.exitCode = await main();
