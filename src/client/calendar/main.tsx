import '../shared/base.css';
import { render } from 'preact';
import { account as accountEn } from '../../base/i18n/en/account.ts';
import { calendar as calendarEn } from '../../base/i18n/en/calendar.ts';
import { common as commonEn } from '../../base/i18n/en/common.ts';
import { errors as errorsEn } from '../../base/i18n/en/errors.ts';
import { account as accountFr } from '../../base/i18n/fr/account.ts';
import { calendar as calendarFr } from '../../base/i18n/fr/calendar.ts';
import { common as commonFr } from '../../base/i18n/fr/common.ts';
import { errors as errorsFr } from '../../base/i18n/fr/errors.ts';
import { startLanguage } from '../shared/language.ts';
import { App } from './app.tsx';
import { startSession } from './session.ts';

startLanguage({
  en: { account: accountEn, calendar: calendarEn, common: commonEn, errors: errorsEn },
  fr: { account: accountFr, calendar: calendarFr, common: commonFr, errors: errorsFr },
});

const root = document.getElementById('app');
if (root) render(<App />, root);
// The browser may bring back a page that was left for a meeting, as it was: what it shows is old by then.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
void startSession();
