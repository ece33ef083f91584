import '../shared/base.css';
import { render } from 'preact';
import { answer as answerEn } from '../../base/i18n/en/answer.ts';
import { common as commonEn } from '../../base/i18n/en/common.ts';
import { errors as errorsEn } from '../../base/i18n/en/errors.ts';
import { rsvp as rsvpEn } from '../../base/i18n/en/rsvp.ts';
import { answer as answerFr } from '../../base/i18n/fr/answer.ts';
import { common as commonFr } from '../../base/i18n/fr/common.ts';
import { errors as errorsFr } from '../../base/i18n/fr/errors.ts';
import { rsvp as rsvpFr } from '../../base/i18n/fr/rsvp.ts';
import { startLanguage } from '../shared/language.ts';
import { readRsvpAddress } from './rsvp-address.ts';
import { RsvpApp } from './rsvp-app.tsx';

startLanguage({
  en: { answer: answerEn, common: commonEn, errors: errorsEn, rsvp: rsvpEn },
  fr: { answer: answerFr, common: commonFr, errors: errorsFr, rsvp: rsvpFr },
});

const app = document.getElementById('app');
if (app) render(<RsvpApp address={readRsvpAddress(location)} />, app);
