import { useEffect, useId, useRef } from 'preact/hooks';
import type { NewAppPassword } from '../../../contract/http/app-password.ts';
import { Button } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { account } from '../shell/session.ts';

/** Where calendar programs find this server, and where file managers do. */
const serverAddress = (): string => `${location.origin}/dav/`;
const filesAddress = (): string => `${location.origin}/dav/documents/`;

interface LineProps {
  readonly name: string;
  readonly value: string;
  readonly copyLabel: string;
}

const Line = ({ name, value, copyLabel }: LineProps) => (
  <div class="app-password__line">
    <dt>{name}</dt>
    <dd>
      <span class="app-password__value">{value}</span>
      <CopyButton label={copyLabel} text={() => value} iconOnly={true} />
    </dd>
  </div>
);

interface AppPasswordBoxProps {
  readonly made: NewAppPassword;
  readonly onDone: () => void;
}

/** A new password, once, with what else the program asks for. */
export const AppPasswordBox = ({ made, onDone }: AppPasswordBoxProps) => {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  // It comes in place of the form that had the focus.
  useEffect(() => box.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: what was made, not form fields
    <div ref={box} class="app-password stack" role="group" tabIndex={-1} aria-labelledby={id}>
      <div class="settings__head">
        <h3 id={id}>{t('appPasswords.box.title', { name: made.name })}</h3>
        <p>{t('appPasswords.box.once')}</p>
      </div>
      <div class="app-password__secret">
        <output class="app-password__key" aria-label={t('appPasswords.box.password')}>
          {made.password}
        </output>
        <CopyButton label={t('appPasswords.box.copyPassword')} text={() => made.password} />
      </div>
      <dl class="app-password__lines">
        <Line
          name={t('appPasswords.box.server')}
          value={serverAddress()}
          copyLabel={t('appPasswords.box.copyServer')}
        />
        <Line name={t('appPasswords.box.files')} value={filesAddress()} copyLabel={t('appPasswords.box.copyFiles')} />
        <Line
          name={t('appPasswords.box.user')}
          value={account.value?.email ?? ''}
          copyLabel={t('appPasswords.box.copyUser')}
        />
      </dl>
      <div class="row row--end">
        <Button onClick={onDone}>{t('appPasswords.box.done')}</Button>
      </div>
    </div>
  );
};
