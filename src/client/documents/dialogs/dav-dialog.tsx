import { Apple, Laptop, type LucideIcon, Monitor } from 'lucide-preact';
import { CopyButton } from '../../calendar/parts/copy-button.tsx';
import { navigate } from '../../calendar/shell/navigation.ts';
import { account } from '../../calendar/shell/session.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';

const WAYS: readonly (readonly [LucideIcon, 'windows' | 'mac' | 'linux'])[] = [
  [Monitor, 'windows'],
  [Apple, 'mac'],
  [Laptop, 'linux'],
];

/** The address for file managers, and where the password for it is made. */
export const DavDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const address = `${location.origin}/dav/documents/`;
  return (
    <Dialog
      title={t('documents.dav.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={() => navigate('/account#devices')}>{t('documents.dav.password')}</Button>
          <Button kind="primary" onClick={onClose}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      <p>{t('documents.dav.intro')}</p>
      <dl class="dav">
        <dt>{t('documents.dav.address')}</dt>
        <dd class="dav__line">
          <code>{address}</code>
          <CopyButton label={t('documents.dav.copy')} text={() => address} iconOnly={true} />
        </dd>
        <dt>{t('documents.dav.user')}</dt>
        <dd class="dav__line">
          <code>{account.value?.email}</code>
        </dd>
      </dl>
      <ul class="dav__ways">
        {WAYS.map(([icon, way]) => (
          <li key={way}>
            <Icon of={icon} size={18} />
            <span>{t(`documents.dav.${way}`)}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
};
