import { LockKeyhole } from 'lucide-preact';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { PrivateSpeech } from './private-speech.ts';

interface PrivateSpeechBarProps {
  readonly speech: PrivateSpeech;
  /** By participant number; undefined of somebody who has gone. */
  readonly nameOf: (participantNumber: number) => string | undefined;
}

/** Who hears one alone, and who speaks to one alone: no doubt about it while it lasts. */
export const PrivateSpeechBar = ({ speech, nameOf }: PrivateSpeechBarProps) => {
  const to = speech.to.value;
  const said = [
    ...(to === undefined ? [] : [{ key: 'speakingTo', name: nameOf(to) } as const]),
    ...speech.from.value.map((number) => ({ key: 'speaksToYou', name: nameOf(number) }) as const),
  ];
  return (
    <>
      {said.map(({ key, name }) =>
        name === undefined ? null : (
          <p key={`${key} ${name}`} class="bar">
            <Icon of={LockKeyhole} />
            <span class="bar__words">{t(`room.sound.private.${key}`, { name })}</span>
          </p>
        ),
      )}
    </>
  );
};
