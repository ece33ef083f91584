import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { Field } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { CopyButton } from '../../parts/copy-button.tsx';

export interface ShownLink {
  readonly name: string;
  readonly url: string;
  readonly purpose: 'invitation' | 'reset';
}

/** A link that an administrator passes on; the server does not know it any more. */
export const LinkDialog = ({ link, onClose }: { readonly link: ShownLink; readonly onClose: () => void }) => (
  <Dialog
    title={t('accounts.link.title', { name: link.name })}
    onClose={onClose}
    footer={
      <>
        <CopyButton label={t('accounts.link.copy')} text={() => link.url} />
        <Button kind="primary" onClick={onClose}>
          {t('accounts.link.done')}
        </Button>
      </>
    }
  >
    <p>{t('accounts.link.text')}</p>
    <Field label={t('accounts.link.field')} hint={t(`accounts.link.${link.purpose}`)}>
      {(control) => (
        <input
          {...control}
          class="input"
          readOnly={true}
          value={link.url}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </Field>
  </Dialog>
);
