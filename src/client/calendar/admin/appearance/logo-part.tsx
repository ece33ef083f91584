import { useRef, useState } from 'preact/hooks';
import type { AppearanceAnswer } from '../../../../contract/http/appearance.ts';
import { asProblem, callApi, fetchApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { t } from '../../../shared/language.ts';
import { problemText } from '../../../shared/problem-text.ts';
import { showToast } from '../../../shared/toast.tsx';

/** `LOGO_BYTES` of the contract. */
const LOGO_BYTES = 262_144;

interface LogoPartProps {
  readonly logoUrl: string | undefined;
  readonly onChanged: (answer: AppearanceAnswer) => void;
}

/** The logo: shown at once, apart from what the form saves. */
export const LogoPart = ({ logoUrl, onChanged }: LogoPartProps) => {
  const file = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);

  const act = async (work: () => Promise<AppearanceAnswer>, done: string): Promise<void> => {
    setBusy(true);
    setProblem('');
    try {
      onChanged(await work());
      showToast({ kind: 'success', text: done });
    } catch (thrown) {
      const refused = asProblem(thrown);
      setProblem(
        refused.code === 'unsupported-type'
          ? t('services.appearance.wrongType')
          : refused.code === 'too-large'
            ? t('services.appearance.tooLarge')
            : problemText(refused),
      );
    }
    setBusy(false);
  };
  const send = (picture: File): void => {
    if (picture.size > LOGO_BYTES) {
      setProblem(t('services.appearance.tooLarge'));
      return;
    }
    void act(async () => {
      const response = await fetchApi('/admin/appearance/logo', {
        method: 'PUT',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: picture,
      });
      return (await response.json()) as AppearanceAnswer;
    }, t('services.appearance.logoSaved'));
  };

  return (
    <div class="field">
      <span class="field__label">{t('services.appearance.logo')}</span>
      <div class="row look-logo">
        {logoUrl !== undefined && <img class="look-logo__picture" src={logoUrl} alt="" />}
        <input
          ref={file}
          type="file"
          hidden
          accept="image/png,image/jpeg,image/webp"
          onChange={({ currentTarget }) => {
            const [picture] = currentTarget.files ?? [];
            if (picture !== undefined) send(picture);
            currentTarget.value = '';
          }}
        />
        <Button busy={busy} onClick={() => file.current?.click()}>
          {t(logoUrl === undefined ? 'services.appearance.choose' : 'services.appearance.replace')}
        </Button>
        {logoUrl !== undefined && (
          <Button
            kind="quiet"
            onClick={() =>
              void act(
                () => callApi<AppearanceAnswer>('DELETE', '/admin/appearance/logo'),
                t('services.appearance.logoRemoved'),
              )
            }
          >
            {t('services.appearance.remove')}
          </Button>
        )}
      </div>
      <p class="field__hint">{t('services.appearance.logoHint')}</p>
      <p class="field__problem" role="alert">
        {problem}
      </p>
    </div>
  );
};
