// Mocha's own report, followed by what took longest, by file, and by the one line that a machine reads.
const { relative } = require('node:path');
const { reporters, Runner } = require('mocha');

const SLOWEST = 15;
/** What still holds the process this long after its last test, in ms, is named, and holds it no longer. */
const ENDING_MS = 20_000;

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const began = new Map();
    const ended = new Map();
    runner.on(Runner.constants.EVENT_SUITE_BEGIN, ({ file }) => {
      if (file && !began.has(file)) began.set(file, performance.now());
    });
    runner.on(Runner.constants.EVENT_SUITE_END, ({ file }) => {
      if (file) ended.set(file, performance.now());
    });
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const files = [...ended]
        .map(([file, at]) => ({ file, seconds: (at - began.get(file)) / 1000 }))
        .sort((one, other) => other.seconds - one.seconds)
        .slice(0, Number(process.env.TEST_SLOWEST ?? SLOWEST));
      process.once('exit', () => {
        process.stdout.write('slowest files:\n');
        for (const { file, seconds } of files)
          process.stdout.write(`  ${seconds.toFixed(1).padStart(6)} s  ${relative(process.cwd(), file)}\n`);
        process.stdout.write(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}\n`);
      });
      setTimeout(() => {
        process.stdout.write(`held after the last test by: ${process.getActiveResourcesInfo().join(', ')}\n`);
        process.exit(failures > 0 ? 1 : 0);
      }, ENDING_MS).unref();
    });
  }
};
