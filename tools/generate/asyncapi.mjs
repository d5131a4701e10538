import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const importBuilt = (root, path) => import(pathToFileURL(join(root, path)).href);

/** Which reaction of which service consumes what, read off each service's built `subscriptions.js`. */
const subscriptionsOf = async (root) => {
  const services = readdirSync(join(root, 'apps')).filter((name) =>
    existsSync(join(root, 'apps', name, 'dist/subscriptions.js')),
  );
  const lists = await Promise.all(
    services.sort().map(async (service) => {
      const { subscriptions } = await importBuilt(root, `apps/${service}/dist/subscriptions.js`);
      return Object.entries(subscriptions).map(([reaction, contracts]) => ({
        service,
        reaction,
        types: contracts.map((contract) => contract.type),
      }));
    }),
  );
  return lists.flat();
};

const samplesOf = (root) => {
  const folder = join(root, 'libs/contracts/samples');
  return readdirSync(folder)
    .sort()
    .flatMap((type) =>
      readdirSync(join(folder, type))
        .sort()
        .map((file) => ({
          type,
          name: file.replace('.json', ''),
          envelope: JSON.parse(readFileSync(join(folder, type, file), 'utf8')),
        })),
    );
};

/** The AsyncAPI 3 document of all topics. */
export const asyncApi = async (root) => {
  const { asyncApiDocument, contracts } = await importBuilt(root, 'libs/contracts/dist/index.js');
  const document = asyncApiDocument(contracts, samplesOf(root), await subscriptionsOf(root));
  return { file: 'docs/reference/generated/asyncapi.json', content: `${JSON.stringify(document, null, 2)}\n` };
};
