import '../shared/base.css';
import { render } from 'preact';
import { apiDocs as apiDocsEn } from '../../base/i18n/en/api-docs.ts';
import { common as commonEn } from '../../base/i18n/en/common.ts';
import { errors as errorsEn } from '../../base/i18n/en/errors.ts';
import { apiDocs as apiDocsFr } from '../../base/i18n/fr/api-docs.ts';
import { common as commonFr } from '../../base/i18n/fr/common.ts';
import { errors as errorsFr } from '../../base/i18n/fr/errors.ts';
import { startLanguage } from '../shared/language.ts';
import { ApiPage } from './api-page.tsx';

startLanguage({
  en: { apiDocs: apiDocsEn, common: commonEn, errors: errorsEn },
  fr: { apiDocs: apiDocsFr, common: commonFr, errors: errorsFr },
});

const app = document.getElementById('app');
if (app) render(<ApiPage />, app);
