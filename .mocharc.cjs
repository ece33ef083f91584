// `scripts/run-tests.js` runs the tests in two parts; `npx mocha` alone runs them all, one after the other. What looks at pages alone needs
// no time of its own, and stands in the other part, which would be over sooner.
const SCREENS = [
  'test/phone/**/*.test.ts',
  'test/e2e/**/!(accessibility|console-accessibility).test.ts',
  'test/room/flood.test.ts',
];
const part = process.env.TEST_PART;

module.exports = {
  'node-option': ['import=tsx/esm'],
  extension: ['ts'],
  spec: part === 'screens' ? SCREENS : ['test/**/*.test.ts'],
  ignore: part === 'others' ? SCREENS : [],
  timeout: 20_000,
  exit: false,
  reporter: 'test/kit/reporter.cjs',
  'forbid-only': true,
  'forbid-pending': false,
};
