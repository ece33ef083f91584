import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeOutcome {
  violations: Array<{ id: string; nodes: Array<{ html: string; failureSummary: string }> }>;
}

/** What axe finds on the page as it stands, or in a part of it; each finding in one line. */
export const findings = async (page: Page, within?: string): Promise<string[]> => {
  // The page's own policy lets no script of another origin in: the tool comes through the debugger, like an extension.
  await page.evaluate(AXE);
  const part = within === undefined ? 'document' : JSON.stringify(within);
  const { violations } = await page.evaluate<AxeOutcome>(`axe.run(${part}, { runOnly: ${JSON.stringify(TAGS)} })`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
};
