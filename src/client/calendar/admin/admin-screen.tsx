import type { ComponentChildren } from 'preact';
import { AppFrame } from '../shell/app-frame.tsx';
import { useTitle } from '../shell/use-title.ts';
import { AdminNav } from './admin-nav.tsx';

interface AdminScreenProps {
  readonly title: string;
  readonly intro: string;
  readonly children: ComponentChildren;
}

/** The frame of an administrators' page. */
export const AdminScreen = ({ title, intro, children }: AdminScreenProps) => {
  useTitle(title);
  return (
    <AppFrame bar={null}>
      <div class="screen">
        <AdminNav />
        <header class="screen__head">
          <h1>{title}</h1>
          <p class="muted">{intro}</p>
        </header>
        {children}
      </div>
    </AppFrame>
  );
};
