/** Which rows of a list are chosen. `active` has the keyboard, `anchor` is where a span began. */
export interface Selection {
  readonly chosen: ReadonlySet<string>;
  readonly active: string | undefined;
  readonly anchor: string | undefined;
}

export const NOTHING: Selection = { chosen: new Set(), active: undefined, anchor: undefined };

const span = (ids: readonly string[], from: string | undefined, to: string): readonly string[] => {
  const start = from === undefined ? -1 : ids.indexOf(from);
  const end = ids.indexOf(to);
  return start < 0 ? [to] : ids.slice(Math.min(start, end), Math.max(start, end) + 1);
};

/** A press on a row: alone it chooses that row, with Ctrl it adds or takes it, with Shift everything from the last one. */
export const press = (
  selection: Selection,
  ids: readonly string[],
  id: string,
  keys: { readonly add: boolean; readonly span: boolean },
): Selection => {
  if (keys.span) {
    const from = selection.anchor ?? selection.active;
    const spanned = span(ids, from, id);
    return { chosen: new Set(keys.add ? [...selection.chosen, ...spanned] : spanned), active: id, anchor: from ?? id };
  }
  return keys.add ? toggle(selection, id) : { chosen: new Set([id]), active: id, anchor: id };
};

/** Adds a row, or takes it away. */
export const toggle = (selection: Selection, id: string): Selection => {
  const chosen = new Set(selection.chosen);
  if (!chosen.delete(id)) chosen.add(id);
  return { chosen, active: id, anchor: id };
};

export const chooseAll = (selection: Selection, ids: readonly string[]): Selection => ({
  ...selection,
  chosen: new Set(ids),
});

export const chooseNone = (selection: Selection): Selection => ({ ...selection, chosen: new Set() });

const STEPS: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_index, last) => last,
  PageDown: (index, last) => Math.min(index + 10, last),
  PageUp: (index) => Math.max(index - 10, 0),
};

/** Where a key leads; with Shift what lies between is chosen, without it the choice stays as it is. Undefined: not such a key. */
export const moveBy = (
  selection: Selection,
  ids: readonly string[],
  key: string,
  spanning: boolean,
): Selection | undefined => {
  const step = STEPS[key];
  if (!step || ids.length === 0) return undefined;
  const index = selection.active === undefined ? -1 : ids.indexOf(selection.active);
  const to = ids[index < 0 && key !== 'End' ? 0 : step(index, ids.length - 1)] ?? ids[0];
  if (to === undefined) return undefined;
  if (!spanning) return { ...selection, active: to, anchor: to };
  const from = selection.anchor ?? selection.active ?? to;
  return { chosen: new Set(span(ids, from, to)), active: to, anchor: from };
};

/** After the list changed: what is gone is no longer chosen, and the keyboard is at what came into its place. */
export const retain = (selection: Selection, before: readonly string[], after: readonly string[]): Selection => {
  const there = new Set(after);
  const chosen = new Set([...selection.chosen].filter((id) => there.has(id)));
  const { active } = selection;
  if (active === undefined || there.has(active))
    return {
      chosen,
      active,
      anchor: selection.anchor !== undefined && there.has(selection.anchor) ? selection.anchor : active,
    };
  const place = before.indexOf(active);
  const next =
    before.slice(place + 1).find((id) => there.has(id)) ??
    before.slice(0, Math.max(0, place)).findLast((id) => there.has(id));
  return { chosen, active: next, anchor: next };
};

/** What a command is about: the chosen rows when the row is one of them, else the row alone. */
export const concerned = (selection: Selection, id: string): readonly string[] =>
  selection.chosen.has(id) ? [...selection.chosen] : [id];
