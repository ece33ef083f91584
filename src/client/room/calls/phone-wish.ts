import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { isText, remember, remembered } from '../devices/remembered.ts';
import { hasDigits, type TypedNumber } from './typed-number.ts';

/** Whether somebody wants their own telephone for the sound, and its number. */
export interface PhoneWish {
  readonly wanted: Signal<boolean>;
  readonly number: ReadonlySignal<TypedNumber>;
  /** It is wanted, and its number is missing. */
  readonly incomplete: ReadonlySignal<boolean>;
  type(number: TypedNumber): void;
  /** Says when the number is missing; answers whether one may go on. */
  check(): boolean;
  /** The number to call, once: whoever comes back is not called again by that. */
  take(): TypedNumber | undefined;
}

export const createPhoneWish = (): PhoneWish => {
  const wanted = signal(false);
  const incomplete = signal(false);
  const number = signal<TypedNumber>({
    country: remembered('phone.country', isText) ?? '',
    digits: remembered('phone.number', isText) ?? '',
  });
  return {
    wanted,
    number,
    incomplete,
    type(typed) {
      number.value = typed;
      incomplete.value = false;
    },
    check() {
      incomplete.value = wanted.peek() && !hasDigits(number.peek());
      return !incomplete.peek();
    },
    take() {
      if (!wanted.peek()) return undefined;
      wanted.value = false;
      const typed = number.peek();
      if (!hasDigits(typed)) return undefined;
      remember('phone.country', typed.country);
      remember('phone.number', typed.digits);
      return typed;
    },
  };
};
