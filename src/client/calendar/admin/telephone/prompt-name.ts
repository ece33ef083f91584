import { type TextKey, t } from '../../../shared/language.ts';

/** A prompt of the server as people call it. */
export const promptName = (name: string): string => t(`telephone.prompts.names.${name}` as TextKey);

export const promptLength = (lengthMs: number): string =>
  t('telephone.prompts.seconds', { count: Math.max(1, Math.round(lengthMs / 1_000)) });

export const longestWords = (longestMs: number): string =>
  t('telephone.prompt.minutes', { count: Math.round(longestMs / 60_000) });
