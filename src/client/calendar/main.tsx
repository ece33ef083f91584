import '../shared/base.css';
import { render } from 'preact';
import { account as accountEn } from '../../base/i18n/en/account.ts';
import { agendaPrint as agendaPrintEn } from '../../base/i18n/en/agenda-print.ts';
import { appPasswords as appPasswordsEn } from '../../base/i18n/en/app-passwords.ts';
import { calendar as calendarEn } from '../../base/i18n/en/calendar.ts';
import { calendarSearch as calendarSearchEn } from '../../base/i18n/en/calendar-search.ts';
import { calendars as calendarsEn } from '../../base/i18n/en/calendars.ts';
import { common as commonEn } from '../../base/i18n/en/common.ts';
import { errors as errorsEn } from '../../base/i18n/en/errors.ts';
import { freeBusy as freeBusyEn } from '../../base/i18n/en/free-busy.ts';
import { recurrence as recurrenceEn } from '../../base/i18n/en/recurrence.ts';
import { account as accountFr } from '../../base/i18n/fr/account.ts';
import { agendaPrint as agendaPrintFr } from '../../base/i18n/fr/agenda-print.ts';
import { appPasswords as appPasswordsFr } from '../../base/i18n/fr/app-passwords.ts';
import { calendar as calendarFr } from '../../base/i18n/fr/calendar.ts';
import { calendarSearch as calendarSearchFr } from '../../base/i18n/fr/calendar-search.ts';
import { calendars as calendarsFr } from '../../base/i18n/fr/calendars.ts';
import { common as commonFr } from '../../base/i18n/fr/common.ts';
import { errors as errorsFr } from '../../base/i18n/fr/errors.ts';
import { freeBusy as freeBusyFr } from '../../base/i18n/fr/free-busy.ts';
import { recurrence as recurrenceFr } from '../../base/i18n/fr/recurrence.ts';
import { startLanguage } from '../shared/language.ts';
import { App } from './shell/app.tsx';
import { startSession } from './shell/session.ts';

startLanguage({
  en: {
    account: accountEn,
    freeBusy: freeBusyEn,
    calendarSearch: calendarSearchEn,
    appPasswords: appPasswordsEn,
    agendaPrint: agendaPrintEn,
    calendar: calendarEn,
    calendars: calendarsEn,
    common: commonEn,
    errors: errorsEn,
    recurrence: recurrenceEn,
  },
  fr: {
    account: accountFr,
    freeBusy: freeBusyFr,
    calendarSearch: calendarSearchFr,
    appPasswords: appPasswordsFr,
    agendaPrint: agendaPrintFr,
    calendar: calendarFr,
    calendars: calendarsFr,
    common: commonFr,
    errors: errorsFr,
    recurrence: recurrenceFr,
  },
});

const root = document.getElementById('app');
if (root) render(<App />, root);
// The browser may bring back a page that was left for a meeting, as it was: what it shows is old by then.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
void startSession();
