import { useState } from 'preact/hooks';
import { TextField } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { refreshShown } from '../parts/event-cache.ts';
import { refusalOf } from '../parts/field-text.ts';
import { subscribeTo } from './calendars.ts';
import { DialogForm } from './dialog-form.tsx';
import { subscribeProblemText } from './reason-text.ts';

/** Takes in a calendar that someone publishes. */
export const SubscribeDialog = () => {
  const [url, setUrl] = useState('');
  const [name, setName] = useState('');
  const subscribe = async (): Promise<void> => {
    const made = await subscribeTo({ url: url.trim(), ...(name.trim() === '' ? {} : { name: name.trim() }) });
    await refreshShown();
    showToast({ kind: 'success', text: t('calendars.subscribing.done', { name: made.name }) });
  };
  return (
    <DialogForm
      title={t('calendars.subscribing.title')}
      action={t('calendars.subscribing.action')}
      tooLarge={t('calendars.tooMany')}
      onSubmit={subscribe}
    >
      {(problem) => (
        <>
          <p class="muted">{t('calendars.subscribing.intro')}</p>
          <TextField
            label={t('calendars.subscribing.url')}
            hint={t('calendars.subscribing.urlHint')}
            type="url"
            name="subscription-url"
            autoFocus={true}
            required={true}
            autoComplete="off"
            problem={subscribeProblemText(problem)}
            value={url}
            onText={setUrl}
          />
          <TextField
            label={t('calendars.subscribing.name')}
            hint={t('calendars.subscribing.nameHint')}
            name="subscription-name"
            maxLength={80}
            autoComplete="off"
            problem={refusalOf(problem, 'name')}
            value={name}
            onText={setName}
          />
        </>
      )}
    </DialogForm>
  );
};
