import { useLingui } from '@lingui/react';
import { ArrowUp, Square, Trash2 } from 'lucide-react';
import { haptic, useClosingConfirmation } from '@/shared/telegram/hooks';
import { clockTime } from './clock';
import type { Recording } from './outgoing';
import { Player } from './Player';
import { useRecorder } from './recorder';

interface Props {
  /** Present while a reply is on its way. */
  onStopReply: (() => void) | null;
  onSend: (recording: Recording) => void;
  onClose: () => void;
}

/** Stands where the field is while a voice message is made: record, listen, throw away or send. */
export default function VoiceBar({ onStopReply, onSend, onClose }: Props) {
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
    <>
      {onStopReply && (
        <button
          type="button"
          className="mx-auto mb-1 block min-h-11 px-4 text-[14px] font-semibold text-brand"
          onClick={onStopReply}
        >
          {i18n.t('voice.stopReply')}
        </button>
      )}
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
    </>
  );
}
