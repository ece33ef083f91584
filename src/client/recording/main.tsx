import '../shared/base.css';
import { render } from 'preact';
import { common as commonEn } from '../../base/i18n/en/common.ts';
import { errors as errorsEn } from '../../base/i18n/en/errors.ts';
import { common as commonFr } from '../../base/i18n/fr/common.ts';
import { errors as errorsFr } from '../../base/i18n/fr/errors.ts';
import { startLanguage } from '../shared/language.ts';
import { RecordingApp } from './recording-app.tsx';

startLanguage({ en: { common: commonEn, errors: errorsEn }, fr: { common: commonFr, errors: errorsFr } });

const id = /^\/recordings\/([^/]+)\/?$/.exec(location.pathname)?.[1] ?? '';
const app = document.getElementById('app');
if (app) render(<RecordingApp id={id} />, app);
