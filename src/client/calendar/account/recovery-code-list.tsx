import { Download, Printer } from 'lucide-preact';
import { Button } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { account } from '../shell/session.ts';

const asText = (codes: readonly string[]): string =>
  [
    t('signIn.factor.codes.fileHead', { email: account.value?.email ?? '', host: location.hostname }),
    '',
    ...codes,
    '',
  ].join('\n');

const download = (codes: readonly string[]): void => {
  const address = URL.createObjectURL(new Blob([asText(codes)], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = t('signIn.factor.codes.fileName');
  link.click();
  URL.revokeObjectURL(address);
};

/** Recovery codes, the one time that they are seen. */
export const RecoveryCodeList = ({ codes }: { readonly codes: readonly string[] }) => (
  <div class="recovery stack">
    <p>{t('signIn.factor.codes.text')}</p>
    <ul class="recovery__codes">
      {codes.map((code) => (
        <li key={code}>{code}</li>
      ))}
    </ul>
    <div class="row">
      <CopyButton label={t('signIn.factor.codes.copy')} text={() => asText(codes)} />
      <Button icon={Download} onClick={() => download(codes)}>
        {t('signIn.factor.codes.download')}
      </Button>
      <Button icon={Printer} onClick={() => window.print()}>
        {t('signIn.factor.codes.print')}
      </Button>
    </div>
  </div>
);
