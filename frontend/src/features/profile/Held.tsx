import { useLingui } from '@lingui/react';
import { PencilLine, Trash2, Undo2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { readOwn } from '@/shared/talk/own';
import { Confidence } from './Confidence';
import { Correction } from './Correction';

interface Props {
  id: string;
  text: string;
  /** What kind of thing it is, where the heading above does not say it. */
  kind?: string | undefined;
  confidence: number;
  corrected: boolean;
  /** The words below say it already: what stands there is the person's own sentence. */
  quoted?: boolean;
  /** Said with care: what it is and what it is not. */
  note?: string | undefined;
  removed: boolean;
  onCorrect: (text: string) => Promise<unknown>;
  onRemove: () => void;
  onUndo: () => void;
  /** Where it comes from. */
  children?: ReactNode;
}

/** One thing that is held about the person: they can put it right or take it out, and take that back. */
export function Held(props: Props) {
  const { i18n } = useLingui();
  const unsent = `correction/${props.id}`;
  const [editing, setEditing] = useState<'asked' | 'left' | null>(() => (readOwn(unsent) ? 'left' : null));
  const again = useRef<HTMLButtonElement>(null);
  const edit = useRef<HTMLButtonElement>(null);
  const wasRemoved = useRef(props.removed);
  // The focus stays where the act was, whatever stands there now.
  useEffect(() => {
    if (props.removed !== wasRemoved.current) (props.removed ? again : edit).current?.focus();
    wasRemoved.current = props.removed;
  }, [props.removed]);
  const close = () => {
    setEditing(null);
    window.setTimeout(() => edit.current?.focus());
  };
  if (props.removed) {
    return (
      <li className="card flex flex-wrap items-center justify-between gap-x-3 px-5 py-2.5">
        <span className="text-muted">{i18n.t('held.removed')}</span>
        <button
          ref={again}
          type="button"
          className="inline-flex min-h-11 items-center gap-2 px-2 font-semibold text-brand"
          onClick={props.onUndo}
        >
          <Undo2 size={18} aria-hidden="true" />
          {i18n.t('held.undo')}
        </button>
      </li>
    );
  }
  return (
    <li className="card px-5 pt-4 pb-2.5">
      {props.kind && <h3 className="mb-1 text-[14px] font-semibold text-brand">{props.kind}</h3>}
      {editing ? (
        <Correction
          name={unsent}
          text={props.text}
          asked={editing === 'asked'}
          onSave={props.onCorrect}
          onClose={close}
        />
      ) : (
        <>
          {props.quoted ? (
            <div className="-mt-2">{props.children}</div>
          ) : (
            <p className="text-[16.5px] [overflow-wrap:anywhere]">{props.text}</p>
          )}
          {props.note && <p className="mt-1.5 text-[13.5px] text-muted">{props.note}</p>}
          {/* A plain sentence of the person is no guess; what it is taken for may be one. */}
          {(!props.quoted || props.kind) && (
            <p className="mt-2">
              <Confidence confidence={props.confidence} corrected={props.corrected} />
            </p>
          )}
          {!props.quoted && props.children}
          <div className="mt-1.5 -ml-2 flex flex-wrap gap-x-2">
            <button
              ref={edit}
              type="button"
              aria-label={i18n.t('held.correctIt', { text: props.text })}
              className="inline-flex min-h-11 items-center gap-2 px-2 text-[15px] font-medium text-brand"
              onClick={() => setEditing('asked')}
            >
              <PencilLine size={17} aria-hidden="true" />
              {i18n.t('held.correct')}
            </button>
            <button
              type="button"
              aria-label={i18n.t('held.removeIt', { text: props.text })}
              className="inline-flex min-h-11 items-center gap-2 px-2 text-[15px] font-medium text-muted"
              onClick={props.onRemove}
            >
              <Trash2 size={17} aria-hidden="true" />
              {i18n.t('held.remove')}
            </button>
          </div>
        </>
      )}
    </li>
  );
}
