import '../shared/base.css';
import { render } from 'preact';
import { account as accountEn } from '../../base/i18n/en/account.ts';
import { admin as adminEn } from '../../base/i18n/en/admin.ts';
import { agendaPrint as agendaPrintEn } from '../../base/i18n/en/agenda-print.ts';
import { answer as answerEn } from '../../base/i18n/en/answer.ts';
import { appPasswords as appPasswordsEn } from '../../base/i18n/en/app-passwords.ts';
import { backups as backupsEn } from '../../base/i18n/en/backups.ts';
import { calendar as calendarEn } from '../../base/i18n/en/calendar.ts';
import { calendarSearch as calendarSearchEn } from '../../base/i18n/en/calendar-search.ts';
import { calendars as calendarsEn } from '../../base/i18n/en/calendars.ts';
import { capacity as capacityEn } from '../../base/i18n/en/capacity.ts';
import { common as commonEn } from '../../base/i18n/en/common.ts';
import { errors as errorsEn } from '../../base/i18n/en/errors.ts';
import { feedback as feedbackEn } from '../../base/i18n/en/feedback.ts';
import { freeBusy as freeBusyEn } from '../../base/i18n/en/free-busy.ts';
import { privacy as privacyEn } from '../../base/i18n/en/privacy.ts';
import { recurrence as recurrenceEn } from '../../base/i18n/en/recurrence.ts';
import { rights as rightsEn } from '../../base/i18n/en/rights.ts';
import { running as runningEn } from '../../base/i18n/en/running.ts';
import { signIn as signInEn } from '../../base/i18n/en/sign-in.ts';
import { account as accountFr } from '../../base/i18n/fr/account.ts';
import { admin as adminFr } from '../../base/i18n/fr/admin.ts';
import { agendaPrint as agendaPrintFr } from '../../base/i18n/fr/agenda-print.ts';
import { answer as answerFr } from '../../base/i18n/fr/answer.ts';
import { appPasswords as appPasswordsFr } from '../../base/i18n/fr/app-passwords.ts';
import { backups as backupsFr } from '../../base/i18n/fr/backups.ts';
import { calendar as calendarFr } from '../../base/i18n/fr/calendar.ts';
import { calendarSearch as calendarSearchFr } from '../../base/i18n/fr/calendar-search.ts';
import { calendars as calendarsFr } from '../../base/i18n/fr/calendars.ts';
import { capacity as capacityFr } from '../../base/i18n/fr/capacity.ts';
import { common as commonFr } from '../../base/i18n/fr/common.ts';
import { errors as errorsFr } from '../../base/i18n/fr/errors.ts';
import { feedback as feedbackFr } from '../../base/i18n/fr/feedback.ts';
import { freeBusy as freeBusyFr } from '../../base/i18n/fr/free-busy.ts';
import { privacy as privacyFr } from '../../base/i18n/fr/privacy.ts';
import { recurrence as recurrenceFr } from '../../base/i18n/fr/recurrence.ts';
import { rights as rightsFr } from '../../base/i18n/fr/rights.ts';
import { running as runningFr } from '../../base/i18n/fr/running.ts';
import { signIn as signInFr } from '../../base/i18n/fr/sign-in.ts';
import { startLanguage } from '../shared/language.ts';
import { App } from './shell/app.tsx';
import { followChanges } from './shell/changes.ts';
import { startConfirming } from './shell/confirm-identity.ts';
import { startSession } from './shell/session.ts';

startLanguage({
  en: {
    account: accountEn,
    admin: adminEn,
    answer: answerEn,
    feedback: feedbackEn,
    freeBusy: freeBusyEn,
    calendarSearch: calendarSearchEn,
    appPasswords: appPasswordsEn,
    agendaPrint: agendaPrintEn,
    backups: backupsEn,
    calendar: calendarEn,
    calendars: calendarsEn,
    capacity: capacityEn,
    common: commonEn,
    errors: errorsEn,
    privacy: privacyEn,
    recurrence: recurrenceEn,
    rights: rightsEn,
    running: runningEn,
    signIn: signInEn,
  },
  fr: {
    account: accountFr,
    admin: adminFr,
    answer: answerFr,
    feedback: feedbackFr,
    freeBusy: freeBusyFr,
    calendarSearch: calendarSearchFr,
    appPasswords: appPasswordsFr,
    agendaPrint: agendaPrintFr,
    backups: backupsFr,
    calendar: calendarFr,
    calendars: calendarsFr,
    capacity: capacityFr,
    common: commonFr,
    errors: errorsFr,
    privacy: privacyFr,
    recurrence: recurrenceFr,
    rights: rightsFr,
    running: runningFr,
    signIn: signInFr,
  },
});

const root = document.getElementById('app');
if (root) render(<App />, root);
// The browser may bring back a page that was left for a meeting, as it was: what it shows is old by then.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
followChanges();
startConfirming();
void startSession();
