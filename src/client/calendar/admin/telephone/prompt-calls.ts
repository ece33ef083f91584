import type { PromptBody } from '../../../../contract/http/prompt.ts';
import { ApiProblem, fetchApi } from '../../../shared/api.ts';
import { asWav } from './as-wav.ts';

type Which = Pick<PromptBody, 'name' | 'language'>;

export const promptPath = ({ name, language }: Which): string => `/admin/prompts/${name}/${language}`;

/** `changedAt` is in it so that no cache plays what was. */
export const soundAddress = (prompt: PromptBody): string =>
  `/api/v1${promptPath(prompt)}/sound?at=${encodeURIComponent(prompt.changedAt ?? '')}`;

const send = (method: string, path: string, contentType: string, body: BodyInit): Promise<Response> =>
  fetchApi(path, { method, headers: { 'content-type': contentType }, body });

export const fetchPreview = async (text: string, language: string): Promise<Blob> =>
  (await send('POST', '/admin/prompts/preview', 'application/json', JSON.stringify({ text, language }))).blob();

const sendFile = async (prompt: Which, name: string, file: Blob): Promise<PromptBody> => {
  const path = `${promptPath(prompt)}/file?name=${encodeURIComponent(name)}`;
  return (await send('PUT', path, 'application/octet-stream', file)).json();
};

/** What only ffmpeg could have read at the server, the browser may. */
export const uploadPrompt = async (prompt: Which, file: File): Promise<PromptBody> => {
  const name = file.name.slice(-255);
  try {
    return await sendFile(prompt, name, file);
  } catch (thrown) {
    const wav = thrown instanceof ApiProblem && thrown.fields.get('') === 'no-ffmpeg' ? await asWav(file) : undefined;
    if (wav === undefined) throw thrown;
    return sendFile(prompt, name, wav);
  }
};
