import { useLingui } from '@lingui/react';
import { ArrowUp, Square, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { haptic, useClosingConfirmation } from '@/shared/telegram/hooks';
import { clockTime } from './clock';
import type { Recording } from './outgoing';
import { useRecorder } from './recorder';

interface Props {
  onSend: (recording: Recording) => void;
  onClose: () => void;
}

function Player({ recording }: { recording: Recording }) {
  const { i18n } = useLingui();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(recording.sound);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [recording]);
  return (
    // biome-ignore lint/a11y/useMediaCaption: it is what the person said just now
    <audio controls src={url} aria-label={i18n.t('voice.preview')} className="h-11 min-w-0 flex-1" />
  );
}

/** Stands where the field is while a voice message is made: record, listen, throw away or send. */
export default function VoiceBar({ onSend, onClose }: Props) {
  const { i18n } = useLingui();
  const { state, seconds, recording, stop, settle } = useRecorder();
  useClosingConfirmation(state === 'recording' || state === 'ready');
  if (state === 'denied' || state === 'broken') {
    return (
      <div role="alert" className="card appear p-4 text-[15px]">
        <p>{state === 'denied' ? i18n.t('voice.denied') : i18n.t('voice.broken')}</p>
        <button type="button" className="btn btn-quiet mt-3" onClick={onClose}>
          {i18n.t('voice.write')}
        </button>
      </div>
    );
  }
  return (
    <div className="appear flex items-center gap-2 rounded-[26px] bg-card p-1.5 shadow-[var(--shadow)] ring-1 ring-line">
      <button
        type="button"
        aria-label={i18n.t('voice.cancel')}
        onClick={() => {
          settle();
          onClose();
        }}
        className="grid size-11 shrink-0 place-items-center rounded-full text-bad"
      >
        <Trash2 size={19} aria-hidden="true" />
      </button>
      {recording ? (
        <Player recording={recording} />
      ) : (
        <p role="status" className="flex min-w-0 flex-1 items-center gap-2.5 text-[15px]">
          <span className="breathe size-2.5 shrink-0 rounded-full bg-bad" aria-hidden="true" />
          <span className="truncate">
            {state === 'asking' ? i18n.t('voice.asking') : i18n.t('voice.recording')}
          </span>
          <span className="ml-auto tabular-nums" aria-hidden="true">
            {clockTime(seconds)}
          </span>
        </p>
      )}
      {recording ? (
        <button
          type="button"
          aria-label={i18n.t('voice.send')}
          onClick={() => {
            haptic.soft();
            settle();
            onSend(recording);
          }}
          className="grid size-11 shrink-0 place-items-center rounded-full bg-brand text-onbrand"
        >
          <ArrowUp size={21} aria-hidden="true" />
        </button>
      ) : (
        <button
          type="button"
          aria-label={i18n.t('voice.stop')}
          aria-disabled={state !== 'recording'}
          onClick={stop}
          className="grid size-11 shrink-0 place-items-center rounded-full bg-soft text-brand"
        >
          <Square size={16} fill="currentColor" aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
