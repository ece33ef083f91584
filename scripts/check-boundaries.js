// Checks the direction of imports; fails when it reads fewer modules than there can be, since "no modules" would pass as well.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { default: rules } = await import('../.dependency-cruiser.js');

/** The violations below `folder`, each as one line; and how many modules were read. */
export const checkBoundaries = async (folder, tsConfig) => {
  const { output } = await cruise(
    [folder],
    { ...rules.options, ruleSet: { forbidden: rules.forbidden }, validate: true, baseDir: root },
    { extensions: ['.ts', '.tsx', '.js'] },
    { tsConfig: extractTSConfig(tsConfig) },
  );
  return {
    modules: output.summary.totalCruised,
    violations: output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  };
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const runs = [
    ['src', join(root, 'tsconfig.json')],
    ['src/client', join(root, 'tsconfig.client.json')],
  ].filter(([folder]) => existsSync(join(root, folder)));
  let failed = false;
  for (const [folder, tsConfig] of runs) {
    const { modules, violations } = await checkBoundaries(folder, tsConfig);
    process.stdout.write(`${folder}: ${modules} modules, ${violations.length} against the direction of imports\n`);
    for (const violation of violations) process.stdout.write(`  ${violation}\n`);
    if (modules < 10 || violations.length > 0) failed = true;
  }
  process.exit(failed ? 1 : 0);
}
