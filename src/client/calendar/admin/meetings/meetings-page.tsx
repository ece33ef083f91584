import '../../mails/mails-page.css';
import './meetings-page.css';
import { ShieldUser } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../../../shared/button.tsx';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { AdminScreen } from '../admin-screen.tsx';
import { ComingMeetingsPart } from './coming-part.tsx';
import { LivePart } from './live-part.tsx';
import { addMeetingsTexts } from './meetings-texts.ts';
import { PastPart } from './past-part.tsx';

addMeetingsTexts();

const TABS = { now: LivePart, coming: ComingMeetingsPart, past: PastPart } as const;
type Tab = keyof typeof TABS;

/** All meetings: those that run, those that come, those that were. */
export const MeetingsPage = () => {
  const [tab, setTab] = useState<Tab>('now');
  const Part = TABS[tab];
  return (
    <AdminScreen broad={true} title={t('adminMeetings.title')} intro={t('adminMeetings.intro')}>
      <p class="notice">
        <Icon of={ShieldUser} />
        {t('adminMeetings.privacy')}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of buttons, not of form fields */}
      <div class="filters" role="group" aria-label={t('adminMeetings.tabs.label')}>
        {(Object.keys(TABS) as Tab[]).map((name) => (
          <Button
            key={name}
            kind="quiet"
            class="filters__item"
            aria-pressed={tab === name}
            onClick={() => setTab(name)}
          >
            {t(`adminMeetings.tabs.${name}`)}
          </Button>
        ))}
      </div>
      <Part />
    </AdminScreen>
  );
};
