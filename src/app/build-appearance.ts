import { createAppearanceFileRoutes } from '../admin/appearance-file-routes.ts';
import { createAppearanceRoutes } from '../admin/appearance-routes.ts';
import type { AppearanceKeeper } from '../platform/appearance.ts';
import type { Ground } from './build-ground.ts';
import type { Part } from './part.ts';

/** How the product looks here. */
export const buildAppearance = ({ audit }: Ground, appearance: AppearanceKeeper): Part => ({
  routes: [createAppearanceRoutes({ appearance, audit })],
  outside: [createAppearanceFileRoutes({ appearance })],
});
