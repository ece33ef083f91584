import i18next from 'i18next';
import { type TextKey, t } from '../../shared/language.ts';

/** Why a mail has its state, in words; a code that this page does not know is shown as it is. */
export const reasonText = (code: string): string => {
  if (code === '') return '';
  const key = `admin.inbox.reason.${code}`;
  return i18next.exists(key) ? t(key as TextKey) : t('admin.inbox.reasonUnknown', { code });
};
