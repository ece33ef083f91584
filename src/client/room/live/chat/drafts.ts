import type { Partner } from './conversation.ts';

/** What was begun and not sent yet, by conversation, for as long as the room is open. */
export interface Drafts {
  of(partner: Partner): string;
  keep(partner: Partner, text: string): void;
}

export const createDrafts = (): Drafts => {
  const texts = new Map<Partner, string>();
  return {
    of: (partner) => texts.get(partner) ?? '',
    keep(partner, text) {
      if (text === '') texts.delete(partner);
      else texts.set(partner, text);
    },
  };
};
