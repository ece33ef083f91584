import './hold-to-speak.css';
import { MicVocal } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { PrivateSpeech } from './private-speech.ts';

interface HoldToSpeakProps {
  readonly speech: PrivateSpeech;
  /** Participant number of the one who is to hear. */
  readonly number: number;
  readonly name: string;
  /** Without a microphone there is nothing to hold it for. */
  readonly disabled?: boolean;
}

const isHoldKey = ({ key }: KeyboardEvent): boolean => key === ' ' || key === 'Enter';

/** A button that speaks to one participant alone as long as it is held: by pointer, finger, Space or Enter. */
export const HoldToSpeak = ({ speech, number, name, disabled = false }: HoldToSpeakProps) => {
  const held = speech.to.value === number;
  const hold = (): void => {
    if (!disabled) speech.hold(number);
  };
  const release = (): void => {
    if (speech.to.peek() === number) speech.release();
  };
  const breakOff = (): void => {
    if (speech.to.peek() === number) speech.breakOff();
  };
  useEffect(() => {
    // Whatever takes the page or the button away ends it: nobody may go on speaking without knowing, least of all to everyone.
    window.addEventListener('blur', breakOff);
    document.addEventListener('visibilitychange', breakOff);
    return () => {
      breakOff();
      window.removeEventListener('blur', breakOff);
      document.removeEventListener('visibilitychange', breakOff);
    };
  }, [speech, number]);
  return (
    <button
      type="button"
      class={`hold-to-speak ${held ? 'hold-to-speak--held' : ''}`}
      aria-pressed={held}
      aria-disabled={disabled}
      aria-label={t('room.sound.private.holdLabel', { name })}
      title={t(disabled ? 'room.sound.private.noMicrophone' : 'room.sound.private.hint', { name })}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        // The finger may slide off the button: it ends with the finger.
        event.currentTarget.setPointerCapture(event.pointerId);
        hold();
      }}
      onPointerUp={release}
      onPointerCancel={breakOff}
      onLostPointerCapture={breakOff}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (!isHoldKey(event)) return;
        event.preventDefault();
        event.stopPropagation();
        if (!event.repeat) hold();
      }}
      onKeyUp={(event) => {
        if (!isHoldKey(event)) return;
        event.preventDefault();
        event.stopPropagation();
        release();
      }}
      onBlur={breakOff}
    >
      <Icon of={MicVocal} size={18} />
    </button>
  );
};
