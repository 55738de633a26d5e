import { useLingui } from '@lingui/react';
import { useEffect, useRef } from 'react';

interface Props {
  label: string;
  loading: boolean;
  onNeeded: () => void;
  /** Comes only when it is asked for: a new talk begins with a clean page. */
  byHand?: boolean;
}

/** Older words come by themselves when the top is near; the button is for who has no scroll wheel. */
export default function Older({ label, loading, onNeeded, byHand = false }: Props) {
  const { i18n } = useLingui();
  const button = useRef<HTMLButtonElement>(null);
  const needed = useRef(onNeeded);
  needed.current = onNeeded;
  useEffect(() => {
    if (byHand || !button.current || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && needed.current(), {
      rootMargin: '200px 0px 0px',
    });
    observer.observe(button.current);
    return () => observer.disconnect();
  }, [byHand]);
  return (
    <button
      ref={button}
      type="button"
      onClick={onNeeded}
      className="min-h-11 self-center px-4 text-[13px] text-muted"
    >
      {loading ? i18n.t('common.loading') : label}
    </button>
  );
}
