import './app-frame.css';
import { Menu as MenuIcon } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { IconButton } from '../../shared/button.tsx';
import { HelpLink } from '../../shared/help-link.tsx';
import { t } from '../../shared/language.ts';
import { Logo } from '../../shared/logo.tsx';
import { InstantMeetingButton } from '../parts/instant-meeting-button.tsx';
import { wide } from '../parts/media-query.ts';
import { AccountMenu } from './account-menu.tsx';
import { Drawer } from './drawer.tsx';
import { followLink, path } from './navigation.ts';
import { PageLinks } from './page-links.tsx';

interface AppFrameProps {
  /** What stands in the bar between the name and the account. */
  readonly bar: ComponentChildren;
  /** What stands in the column above the links to the pages. */
  readonly side?: (closeDrawer: () => void) => ComponentChildren;
  readonly sideEnd?: ComponentChildren;
  /** The content fills the window and scrolls within itself; else the page scrolls. */
  readonly filled?: boolean;
  readonly children: ComponentChildren;
}

/** The frame of every signed-in screen: bar, column, content. Where the column has no room it comes as a drawer. */
export const AppFrame = ({ bar, side, sideEnd, filled = false, children }: AppFrameProps) => {
  const [drawerOpen, setDrawerOpen] = useState(false);
  const close = (): void => setDrawerOpen(false);
  const here = path.value;
  useEffect(close, [here, wide.value]);

  const column = (
    <>
      {side?.(close)}
      <PageLinks />
      {sideEnd}
    </>
  );
  return (
    <div class={filled ? 'frame frame--filled' : 'frame'}>
      <a class="skip-link" href="#content">
        {t('common.skipToContent')}
      </a>
      <header class="frame__bar">
        {wide.value ? (
          <a class="frame__home" href="/" onClick={followLink}>
            <Logo />
          </a>
        ) : (
          <IconButton
            icon={MenuIcon}
            label={t('calendar.openMenu')}
            aria-haspopup="dialog"
            onClick={() => setDrawerOpen(true)}
          />
        )}
        {bar}
        <div class="frame__bar-end">
          <InstantMeetingButton />
          <HelpLink manual={here.startsWith('/admin') ? 'administrator' : 'organizer'} />
          <AccountMenu />
        </div>
      </header>
      {wide.value && (
        <aside class="frame__side" aria-label={t('calendar.sideColumn')}>
          {column}
        </aside>
      )}
      {drawerOpen && !wide.value && (
        <Drawer label={t('calendar.navigation')} onClose={close}>
          {column}
        </Drawer>
      )}
      <main id="content" class="frame__content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
};
