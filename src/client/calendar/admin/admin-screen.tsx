import type { ComponentChildren } from 'preact';
import { AppFrame } from '../shell/app-frame.tsx';
import { useTitle } from '../shell/use-title.ts';
import { AdminNav } from './admin-nav.tsx';

interface AdminScreenProps {
  /** Tables and pictures need more room than forms; the title stands at the same place in all of them. */
  readonly broad?: boolean;
  readonly title: string;
  readonly intro: string;
  readonly children: ComponentChildren;
}

/** The frame of an administrators' page. */
export const AdminScreen = ({ broad = false, title, intro, children }: AdminScreenProps) => {
  useTitle(title);
  return (
    <AppFrame bar={null} side={() => <AdminNav />}>
      <div class={broad ? 'screen screen--broad' : 'screen screen--broad screen--form'}>
        <header class="screen__head">
          <h1>{title}</h1>
          {intro !== '' && <p class="muted">{intro}</p>}
        </header>
        {children}
      </div>
    </AppFrame>
  );
};
