/** Runs every benchmark, one after the other; `npm run bench -- NAME …` runs those alone. `docs/performance.md` holds the figures. */
const NAMES = ['startup', 'invitations', 'audio-relay', 'mouth-to-ear', 'join'] as const;

const wanted = process.argv.slice(2);
for (const name of NAMES) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n== ${name}`);
  const { run } = (await import(`./${name}.ts`)) as { run: () => Promise<unknown> };
  await run();
}
process.exit(0);
