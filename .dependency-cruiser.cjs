/** The eleven rules of the house (docs/explanation/architecture.md). Each says why it is there. */
const layer = (name) => `^apps/[^/]+/src/[^/]+/${name}/`;
const spec = '\\.(spec|int-spec|e2e-spec)\\.ts$';
/** The simulator composes a whole service over in-memory adapters, as specs do, and is started by a command of its own. */
const simulation = '^apps/[^/]+/src/simulation/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'a cycle cannot be understood or moved in parts',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'services-do-not-import-each-other',
      comment: 'services meet through events and look-ups only',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libs-do-not-import-apps',
      comment: 'a lib serves every app',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'libs-only-through-their-index',
      comment: 'what is public must be visible in one file',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/' },
      to: {
        path: '^libs/([^/]+)/src/.+',
        pathNot: ['^libs/$2/', '^libs/[^/]+/src/index\\.ts$', '^libs/testing/src/stores/index\\.ts$'],
      },
    },
    {
      name: 'domain-is-pure',
      comment: 'the same function runs in unit tests, in the simulator and in production',
      severity: 'error',
      from: { path: layer('domain'), pathNot: spec },
      to: { pathNot: ['/domain/', '^libs/kernel/', '^node_modules/zod/', '^node:crypto$|^crypto$'] },
    },
    {
      name: 'application-knows-no-adapter',
      comment: 'a use case must run over any adapter of its ports',
      severity: 'error',
      from: { path: layer('application'), pathNot: spec },
      to: { path: ['/adapters/', 'node_modules/(mongoose|bullmq|kafkajs|nodemailer|twilio|@nestjs/(?!common))'] },
    },
    {
      name: 'features-meet-at-application',
      comment: 'a feature may change its rules and stores without asking its neighbours',
      severity: 'error',
      from: { path: '^(apps/[^/]+/src)/([^/]+)/', pathNot: [spec, simulation] },
      to: { path: '^$1/[^/]+/(domain|adapters)/', pathNot: '^$1/$2/' },
    },
    {
      name: 'testing-is-for-specs',
      comment: 'fakes never reach production',
      severity: 'error',
      from: {
        pathNot: [spec, '/src/.*testing/', '^(apps|libs)/[^/]+/test/', '^libs/testing/src/stores/', simulation],
      },
      to: { path: ['/src/.*testing/', '^libs/testing/src/stores/', '(^|/)node_modules/@nestjs/testing/'] },
    },
    {
      name: 'spans-are-made-in-one-place',
      comment: 'what a span may say is a closed list',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['^libs/(messaging|platform)/src/tracing/'] },
      to: { path: 'node_modules/@opentelemetry/' },
    },
    {
      name: 'the-tracing-sdk-is-loaded-when-wanted',
      comment: 'tracing that is off costs nothing: only a dynamic import reaches the SDK',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [spec, '^libs/platform/src/tracing/(sdk|sampler)\\.ts$'] },
      to: {
        path: ['^libs/platform/src/tracing/(sdk|sampler)\\.ts$', 'node_modules/@opentelemetry/(?!api/)'],
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
    },
    {
      name: 'simulation-is-no-part-of-a-service',
      comment: 'planted bugs and fakes never reach production',
      severity: 'error',
      from: { pathNot: [spec, simulation] },
      to: { path: simulation },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      conditionNames: ['@aftercare/source', 'import', 'require', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
