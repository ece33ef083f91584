import { Search, X } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../shared/button.tsx';
import { Icon } from '../shared/icon.tsx';
import { t } from '../shared/language.ts';
import { query } from './documents-state.ts';

const PAUSE_MS = 250;

/** Finds documents by their names, wherever they are, while it is typed. */
export const SearchBox = () => {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(query.value);
  const asked = query.value;
  useEffect(() => setText(asked), [asked]);
  useEffect(() => {
    if (text === query.value) return;
    const timer = setTimeout(() => {
      query.value = text;
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const clear = (): void => {
    setText('');
    query.value = '';
    field.current?.focus();
  };
  return (
    <search class="documents-search">
      <Icon of={Search} size={18} />
      <input
        ref={field}
        class="documents-search__input"
        type="text"
        inputMode="search"
        enterkeyhint="search"
        autoComplete="off"
        spellcheck={false}
        maxLength={200}
        aria-label={t('documents.search')}
        placeholder={t('documents.search')}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') {
            event.preventDefault();
            clear();
          } else if (event.key === 'Enter') query.value = text;
        }}
      />
      {text !== '' && <IconButton icon={X} label={t('documents.searchClear')} onClick={clear} />}
    </search>
  );
};
