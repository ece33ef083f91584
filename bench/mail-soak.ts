import { killOutbox } from '../test/kit/kill-outbox.ts';
import { seededRandom } from '../test/kit/random-rules.ts';

/** `npm run bench -- mail-soak`; `--quick` kills five times. */
const KILLS = process.argv.includes('--quick') ? 5 : 50;
const MAILS_EACH = 40;
/** Printed, so that a run that fails can be had again, as far as chance lets it. */
const SEED = Date.now() % 1_000_000;

/** The outbox killed at random moments while its mail server misbehaves at each step and dies: what arrives, and how often. */
const run = async (): Promise<void> => {
  const startedMs = performance.now();
  const figures = await killOutbox({ kills: KILLS, mailsEach: MAILS_EACH, random: seededRandom(SEED) });
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(0);
  console.log(`mail-soak: ${figures.kills} kills, ${figures.mails} mails, ${seconds} s, seed ${SEED}`);
  console.log(`  the server misbehaved ${figures.troubles} times and died ${figures.serverDeaths} times`);
  console.log(`  lost                                   ${figures.lost} (to reach: 0)`);
  console.log(`  twice without a lost acceptance        ${figures.doubled} (to reach: 0)`);
  console.log(`  twice because an acceptance was lost   ${figures.twice}`);
  console.log(`  out of order                           ${figures.outOfOrder} (to reach: 0)`);
  console.log(`  acceptances that one kill kept from being heard, at most  ${figures.mostUnheard}`);
  if (figures.lost + figures.doubled + figures.outOfOrder > 0) process.exitCode = 1;
};

await run();
