import type { Page } from 'playwright-core';

/** A dialog of the console: where it is, and what brings it up there. */
export interface ConsoleDialog {
  readonly name: string;
  readonly path: string;
  readonly open: (page: Page) => Promise<void>;
}

const press =
  (...selectors: readonly string[]): ConsoleDialog['open'] =>
  async (page) => {
    for (const selector of selectors) await page.locator(selector).first().click();
  };
/** What stands behind the three dots of a line: its entry of that number, -1 the last. */
const choose =
  (dots: string, entry: number): ConsoleDialog['open'] =>
  async (page) => {
    await page.locator(dots).first().click();
    await page.locator('[role=menuitem]:visible').nth(entry).click();
  };
const nth = (selector: string, index: number): string => `${selector} >> nth=${index}`;

const SHEET = '.accounts__open';
const DOTS = '.webhooks__one .button--icon';

/** Every dialog of the console, of a furnished house in which a meeting runs and a webhook is connected. */
export const CONSOLE_DIALOGS: readonly ConsoleDialog[] = [
  { name: 'service-stop', path: '/admin/services', open: press('[data-service=webmeeting] .service__act .button') },
  { name: 'meeting-where', path: '/admin/meetings', open: press(nth('.live__actions .button', 0)) },
  { name: 'meeting-end', path: '/admin/meetings', open: press(nth('.live__actions .button', 1)) },
  { name: 'account-new', path: '/admin/accounts', open: press(nth('.accounts__actions .button', 0)) },
  { name: 'account-import', path: '/admin/accounts', open: press(nth('.accounts__actions .button', 1)) },
  { name: 'account-sheet', path: '/admin/accounts', open: press(SHEET) },
  { name: 'account-link', path: '/admin/accounts', open: press(SHEET, nth('dialog .account-part .row .button', 1)) },
  { name: 'account-delete', path: '/admin/accounts', open: press(SHEET, '.account-danger__delete') },
  {
    name: 'accounts-suspend',
    path: '/admin/accounts',
    open: press(nth('.accounts__check input', 1), '.bulk-bar > .button >> nth=-3'),
  },
  { name: 'group-new', path: '/admin/groups', open: press('.screen > .row .button--primary') },
  { name: 'group-delete', path: '/admin/groups', open: press('.group-row', '.screen .button--danger') },
  { name: 'licence', path: '/admin/licences', open: press(nth('.licence__actions .button', 1)) },
  { name: 'licence-holders', path: '/admin/licences', open: press(nth('.licence__actions .button', 0)) },
  { name: 'provider', path: '/admin/sign-in', open: press(nth('.sign-in-provider .button', 0)) },
  { name: 'provider-remove', path: '/admin/sign-in', open: press(nth('.sign-in-provider .button', 1)) },
  { name: 'prompt', path: '/admin/telephone', open: press('[data-prompt=welcome] > .button >> nth=-1') },
  { name: 'mail-sent', path: '/admin/mails', open: press('.mail-row') },
  { name: 'mail-received', path: '/admin/inbox', open: press('.mail-row') },
  { name: 'webhook-new', path: '/admin/webhooks', open: press('.webhooks + .row .button') },
  { name: 'webhook-deliveries', path: '/admin/webhooks', open: choose(DOTS, 0) },
  { name: 'webhook-edit', path: '/admin/webhooks', open: choose(DOTS, 2) },
  { name: 'webhook-renew', path: '/admin/webhooks', open: choose(DOTS, 4) },
  { name: 'webhook-remove', path: '/admin/webhooks', open: choose(DOTS, 5) },
  { name: 'backup-remove', path: '/admin/backups', open: choose('.backup .button--icon', -1) },
  {
    name: 'person-erase',
    path: '/admin/privacy',
    async open(page) {
      await page.locator('input[type=email]').fill('zoe.martin@example.org');
      await page.keyboard.press('Enter');
      await page.locator('.privacy__buttons .button--danger').click();
    },
  },
];
