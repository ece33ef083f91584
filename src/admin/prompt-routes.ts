import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import { DomainError, invalidField } from '../base/errors.ts';
import { isLanguage, type Language } from '../base/languages.ts';
import { promptFileQuery, promptPreviewRequest, promptTextRequest } from '../contract/http/prompt.ts';
import { PROMPT_RATE_HZ, type PromptSamples } from '../media/phone/phone-media.ts';
import type { EditPrompts } from '../phone/prompts/edit-prompts.ts';
import { UPLOAD_MOST_BYTES } from '../phone/prompts/limits.ts';
import type { PromptName } from '../phone/prompts/prompt-names.ts';
import { isPromptName } from '../phone/prompts/prompt-store.ts';
import type { Prompts } from '../phone/prompts/prompts.ts';
import type { PromptsView } from '../phone/prompts/prompts-view.ts';
import type { Speech } from '../phone/speech/speech.ts';
import type { Audit } from '../platform/audit.ts';
import { readBody, readValue } from '../platform/web.ts';
import { formatWav } from '../protocols/wav/format-wav.ts';

/** Anything but JSON, which is read for all routes before: files come under many types. */
const readFile = express.raw({ limit: UPLOAD_MOST_BYTES, type: () => true });

/** Before anything is read. */
const onlyAdmins: express.RequestHandler = (request, _response, next) => {
  requireAdmin(request);
  next();
};

const whichPrompt = ({ params }: express.Request): { readonly name: PromptName; readonly language: Language } => {
  const { name, language } = params;
  if (typeof name !== 'string' || !isPromptName(name) || !isLanguage(language)) throw new DomainError('not-found');
  return { name, language };
};

const sendSound = (response: express.Response, samples: PromptSamples): void => {
  response
    .set({ 'Content-Type': 'audio/wav', 'Cache-Control': 'no-store' })
    .send(Buffer.from(formatWav(samples, PROMPT_RATE_HZ).buffer));
};

interface PromptRoutesDeps {
  readonly view: PromptsView;
  readonly edit: EditPrompts;
  readonly prompts: Prompts;
  readonly speech: Pick<Speech, 'state'>;
  readonly audit: Audit;
}

/** What callers hear: read, heard, changed. For administrators. */
export const createPromptRoutes = ({ view, edit, prompts, speech, audit }: PromptRoutesDeps): express.Router => {
  const router = express.Router();
  const noteChange = (request: express.Request, by: 'text' | 'file' | 'shipped'): Promise<void> => {
    const { name, language } = whichPrompt(request);
    return audit.write({
      actor: actorOf(request),
      action: 'prompt.change',
      target: { id: name, name },
      detail: { language, by },
    });
  };
  router.use('/admin/prompts', onlyAdmins);

  router.get('/admin/prompts', async (_request, response) => {
    response.json({ prompts: await view.list(), speech: await speech.state() });
  });

  router.post('/admin/prompts/preview', async (request, response) => {
    const { text, language } = readBody(promptPreviewRequest, request);
    sendSound(response, await edit.preview(text, language));
  });

  router.put('/admin/prompts/:name/:language', async (request, response) => {
    const { name, language } = whichPrompt(request);
    const { text, keep = true } = readBody(promptTextRequest, request);
    await edit.setText(name, language, text, keep);
    await noteChange(request, 'text');
    response.json(await view.one(name, language));
  });
  router.delete('/admin/prompts/:name/:language', async (request, response) => {
    const { name, language } = whichPrompt(request);
    await edit.reset(name, language);
    await noteChange(request, 'shipped');
    response.json(await view.one(name, language));
  });

  router.get('/admin/prompts/:name/:language/sound', async (request, response) => {
    const { name, language } = whichPrompt(request);
    sendSound(response, await prompts.sound(name, language));
  });

  router.put('/admin/prompts/:name/:language/file', readFile, async (request, response) => {
    const { name, language } = whichPrompt(request);
    const { name: originalName = '' } = readValue(promptFileQuery, request.query);
    const bytes: unknown = request.body;
    if (!Buffer.isBuffer(bytes) || bytes.length === 0)
      throw invalidField('', 'empty', 'The body must be a sound file, with a content type such as audio/wav.');
    await edit.setFile(name, language, bytes, originalName);
    await noteChange(request, 'file');
    response.json(await view.one(name, language));
  });
  return router;
};
