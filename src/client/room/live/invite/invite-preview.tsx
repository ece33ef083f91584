import { groupDigits } from '../../../../base/text.ts';
import type { Welcome } from '../../../../contract/room/room-state.ts';
import { locale, t } from '../../../shared/language.ts';
import { countryName } from '../../country-name.ts';

interface InvitePreviewProps {
  readonly meeting: Welcome['meeting'];
  /** Who sends it. */
  readonly name: string;
  readonly words: string;
  readonly languages: readonly ('fr' | 'en')[];
}

const Line = ({ label, value }: { readonly label: string; readonly value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd class="figures">{value}</dd>
  </div>
);

/** The mail as its readers get it, in short: the words, and what the server puts below them. */
export const InvitePreview = ({ meeting, name, words, languages }: InvitePreviewProps) => {
  const { id, title, joinUrl, pin, sipUri, phoneNumbers } = meeting;
  const names = languages.map((language) => t(`roomInvite.languageNames.${language}`));
  const list = new Intl.ListFormat(locale.value).format(names);
  return (
    <section class="invite-preview" aria-label={t('roomInvite.preview')}>
      <h3>{t('roomInvite.preview')}</h3>
      <p class="muted small">
        {t('roomInvite.from', { name })}{' '}
        {languages.length > 0 && t('roomInvite.language', { count: languages.length, list })}
      </p>
      {words.trim() !== '' && <p class="invite-preview__words">{words.trim()}</p>}
      <div class="invite-preview__block">
        <p class="muted small">{t('roomInvite.blockNote')}</p>
        {title !== '' && <p class="invite-preview__title">{title}</p>}
        <dl class="invite-preview__facts">
          <Line label={t('roomInvite.block.link')} value={joinUrl.replace(/^https?:\/\//, '')} />
          <Line label={t('roomInvite.block.id')} value={groupDigits(id)} />
          {pin !== undefined && <Line label={t('roomInvite.block.pin')} value={groupDigits(pin)} />}
          {phoneNumbers.map(({ country, number }) => (
            <Line key={number} label={`${t('roomInvite.block.phone')} (${countryName(country)})`} value={number} />
          ))}
          {sipUri !== undefined && <Line label={t('room.info.voip')} value={sipUri.replace(/^sip:/, '')} />}
        </dl>
      </div>
      <p class="muted small">{t('roomInvite.pinNote')}</p>
    </section>
  );
};
