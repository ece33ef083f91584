import '../shared/base.css';
import { render } from 'preact';
import { common as commonEn } from '../../base/i18n/en/common.ts';
import { preview as previewEn, share as shareEn } from '../../base/i18n/en/documents.ts';
import { errors as errorsEn } from '../../base/i18n/en/errors.ts';
import { common as commonFr } from '../../base/i18n/fr/common.ts';
import { preview as previewFr, share as shareFr } from '../../base/i18n/fr/documents.ts';
import { errors as errorsFr } from '../../base/i18n/fr/errors.ts';
import { startLanguage } from '../shared/language.ts';
import { readShareToken } from './share-address.ts';
import { ShareApp } from './share-app.tsx';

startLanguage({
  en: { common: commonEn, errors: errorsEn, preview: previewEn, share: shareEn },
  fr: { common: commonFr, errors: errorsFr, preview: previewFr, share: shareFr },
});

const app = document.getElementById('app');
if (app) render(<ShareApp token={readShareToken(location.pathname)} />, app);
