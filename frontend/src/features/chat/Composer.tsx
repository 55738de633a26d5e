import { useLingui } from '@lingui/react';
import { type KeyboardEvent, type SyntheticEvent, useLayoutEffect, useRef } from 'react';
import { MicIcon, StopIcon, UpIcon } from './icons';

interface Props {
  value: string;
  onChange: (text: string) => void;
  onSend: (text: string) => void;
  /** Present while a reply is on its way. */
  onStop: (() => void) | null;
  /** Present where a voice can be recorded. */
  onVoice: (() => void) | null;
}

/** On a touch keyboard Enter makes a new line, as in Telegram itself. */
const entersSend = () => !window.matchMedia?.('(pointer: coarse)').matches;

export function Composer({ value, onChange, onSend, onStop, onVoice }: Props) {
  const { i18n } = useLingui();
  const field = useRef<HTMLTextAreaElement>(null);
  const empty = value.trim() === '';

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text and the room for it
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [value, onStop === null]);

  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!empty) onSend(value.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing && entersSend()) {
      send(event);
    }
  };
  return (
    <form
      onSubmit={send}
      className="flex items-end gap-2 rounded-[26px] bg-card p-1.5 pl-4 short:py-0.5 shadow-[var(--shadow)] ring-1 ring-line focus-within:ring-2 focus-within:ring-brand"
    >
      <textarea
        ref={field}
        rows={1}
        value={value}
        aria-label={i18n.t('chat.message')}
        placeholder={i18n.t('chat.placeholder')}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="max-h-36 min-h-11 min-w-0 short:max-h-20 flex-1 resize-none bg-transparent py-2.5 leading-[1.4] outline-none placeholder:text-muted placeholder:opacity-100"
      />
      {onStop && (
        <button
          type="button"
          aria-label={i18n.t('chat.stop')}
          onClick={onStop}
          className="grid size-11 shrink-0 place-items-center rounded-full bg-soft text-brand"
        >
          <StopIcon />
        </button>
      )}
      {onStop && empty ? null : onVoice && empty ? (
        <button
          type="button"
          aria-label={i18n.t('chat.voice')}
          title={i18n.t('chat.voice')}
          onClick={onVoice}
          className="grid size-11 shrink-0 place-items-center rounded-full bg-soft text-brand"
        >
          <MicIcon />
        </button>
      ) : (
        <button
          type="submit"
          aria-label={i18n.t('chat.send')}
          disabled={empty}
          className="grid size-11 shrink-0 place-items-center rounded-full bg-brand text-onbrand transition-colors disabled:cursor-default disabled:bg-soft disabled:text-muted"
        >
          <UpIcon />
        </button>
      )}
    </form>
  );
}
