/** JSON as it comes out of another service. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

export type OpenApiDocument = JsonObject;

/** One service's document, and where its paths are found from outside. */
export interface Part {
  readonly service: string;
  readonly document: OpenApiDocument;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

const REF = /^#\/components\/([^/]+)\/(.+)$/u;

const capitalised = (service: string): string => service.charAt(0).toUpperCase() + service.slice(1);
const nameFor = (service: string, name: string): string => `${capitalised(service)}${name}`;

const renamedRef = (service: string, ref: string): string => {
  const [, kind, name] = REF.exec(ref) ?? [];
  return kind === undefined || name === undefined ? ref : `#/components/${kind}/${nameFor(service, name)}`;
};

/** The same value with every reference and operation name in the service's own name space. */
const renamed = (service: string, value: Json): Json => {
  if (Array.isArray(value)) return value.map((item: Json) => renamed(service, item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (key === '$ref' && typeof item === 'string') return [key, renamedRef(service, item)];
      if (key === 'operationId' && typeof item === 'string') return [key, `${service}_${item}`];
      return [key, renamed(service, item)];
    }),
  );
};

/** Sessions are one for all services. */
const SECURITY: Json = [{ session: [] }];

const operations = (service: string, path: Json): Json =>
  Object.fromEntries(
    Object.entries(objectOf(renamed(service, path))).map(([method, operation]) => [
      method,
      isObject(operation) ? { ...operation, tags: [service], security: SECURITY } : operation,
    ]),
  );

/** Only what is reachable from outside: a service's `/v1` under its prefix, the gateway's own `/api`. */
const publicPath = (service: string, path: string): string | undefined => {
  if (service === 'gateway') return path.startsWith('/api/') && !path.includes('*') ? path : undefined;
  return path.startsWith('/v1/') ? `/api/${service}${path}` : undefined;
};

const pathsOf = ({ service, document }: Part): readonly (readonly [string, Json])[] =>
  Object.entries(objectOf(document['paths'])).flatMap(([path, item]) => {
    const shown = publicPath(service, path);
    return shown === undefined ? [] : [[shown, operations(service, item)] as const];
  });

const componentsOf = (parts: readonly Part[]): JsonObject => {
  const all: Record<string, Record<string, Json>> = {};
  for (const { service, document } of parts) {
    for (const [kind, components] of Object.entries(objectOf(document['components']))) {
      if (kind === 'securitySchemes') continue;
      const group = (all[kind] ??= {});
      for (const [name, component] of Object.entries(objectOf(components)))
        group[nameFor(service, name)] = renamed(service, component);
    }
  }
  return all;
};

interface Frame {
  readonly publicUrl: string;
  readonly sessionCookie: string;
  /** Services whose part could not be read yet. */
  readonly missing: readonly string[];
}

/** One OpenAPI 3.1 document for everything behind this origin. */
export const mergeOpenApi = (parts: readonly Part[], frame: Frame): OpenApiDocument => ({
  openapi: '3.1.0',
  info: { title: 'Aftercare', version: '1', description: 'The API of all services, as one origin serves it.' },
  servers: [{ url: frame.publicUrl }],
  ...(frame.missing.length === 0 ? {} : { 'x-missing-services': [...frame.missing] }),
  paths: Object.fromEntries(parts.flatMap(pathsOf)),
  components: {
    ...componentsOf(parts),
    securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: frame.sessionCookie } },
  },
});
