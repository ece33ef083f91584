// The direction of imports: each folder may import those after it in this list, never those before it.
const ORDER = [
  'main.ts',
  'app',
  'admin',
  'phone',
  'room',
  'media',
  'invitations',
  'calendar',
  'meetings',
  'documents',
  'accounts',
  'mail',
  'platform',
  // these three stand side by side
  'contract',
  'protocols',
  'audio',
  'base',
];
const SIDE_BY_SIDE = {
  contract: ['protocols', 'audio'],
  protocols: ['contract', 'audio'],
  audio: ['contract', 'protocols'],
};
// The second tree is there to prove that every rule refuses what it should.
const SRC = '^(?:test/architecture/broken/)?src/';
const place = (name) => (name.endsWith('.ts') ? `${SRC}${name.replace('.', '\\.')}$` : `${SRC}${name}/`);

const upwards = ORDER.map((name, index) => {
  const forbidden = [...ORDER.slice(0, index), ...(SIDE_BY_SIDE[name] ?? [])];
  return {
    name: `${name}-imports-only-what-is-below`,
    severity: 'error',
    from: { path: place(name) },
    to: { path: [...new Set(forbidden), 'client'].map(place) },
  };
});

const knows = (name, packages, from) => ({
  name,
  severity: 'error',
  from: { path: SRC, pathNot: [...from, `${SRC}client/`] },
  to: { path: packages.map((one) => `node_modules/(@types/)?${one}/`) },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...upwards,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'src-knows-no-tests', severity: 'error', from: { path: SRC }, to: { path: '(^|/)(test|bench)/' } },
    {
      name: 'client-imports-contract-audio-base-only',
      severity: 'error',
      from: { path: `${SRC}client/` },
      to: { path: SRC, pathNot: `${SRC}(client|contract|audio|base)/` },
    },
    {
      name: 'no-zod-in-the-browser',
      severity: 'error',
      from: { path: `${SRC}client/` },
      to: {
        path: `${SRC}contract/`,
        dependencyTypesNot: ['type-only'],
        pathNot: `${SRC}contract/(limits|languages|room/screen-chunk)\\.ts$`,
      },
    },
    {
      name: 'client-parts-are-apart',
      severity: 'error',
      from: { path: `${SRC}client/(calendar|room|admin)/` },
      to: { path: `${SRC}client/(calendar|room|admin)/`, pathNot: `${SRC}client/$1/` },
    },
    knows(
      'express-only-at-the-http-edge',
      ['express'],
      ['-routes\\.ts$', `${SRC}app/`, `${SRC}platform/(web|problem-handler|security-headers)\\.ts$`],
    ),
    knows(
      'socket-io-only-at-its-edge',
      ['socket\\.io'],
      ['-socket\\.ts$', '/socket-[a-z-]+\\.ts$', `${SRC}platform/realtime\\.ts$`, '/websocket-[a-z-]+\\.ts$'],
    ),
    knows(
      'sql-only-in-stores',
      ['knex', 'better-sqlite3'],
      ['-store\\.ts$', '-view\\.ts$', `${SRC}platform/database\\.ts$`],
    ),
    {
      name: 'models-are-pure',
      severity: 'error',
      from: { path: `${SRC}(protocols|audio)/` },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?buffer$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/\\.cache)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
