import { useLingui } from '@lingui/react';
import { RotateCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ApiError } from '@/shared/api/errors';
import { useComputeReadiness } from '@/shared/api/readiness';
import type { Readiness } from '@/shared/api/types';
import { dayName } from '@/shared/i18n/format';
import { haptic } from '@/shared/telegram/hooks';
import { errorText } from '@/shared/ui/Failed';
import { useOnline } from '@/shared/ui/online';

/** Seconds until it may be asked for again; 0 while it may be. */
function useWait(error: unknown): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const seconds = error instanceof ApiError && error.status === 429 ? (error.retryAfter ?? 60) : 0;
    setLeft(Math.ceil(seconds));
    if (seconds === 0) return;
    const timer = setInterval(() => setLeft((now) => Math.max(0, now - 1)), 1000);
    return () => clearInterval(timer);
  }, [error]);
  return left;
}

/** When it was read, and the way to have it read anew. Before the first time it is the screen's one act. */
export function Recompute({ view }: { view: Readiness }) {
  const { i18n } = useLingui();
  const online = useOnline();
  const compute = useComputeReadiness();
  const wait = useWait(compute.error);
  const [same, setSame] = useState(false);
  const first = view.computed_at === null;
  const run = () => {
    if (compute.isPending || wait > 0) return;
    haptic.soft();
    setSame(false);
    compute.mutate(undefined, {
      onSuccess: (fresh) => {
        haptic.success();
        setSame(fresh.computed_at === view.computed_at);
      },
      onError: () => haptic.error(),
    });
  };
  const label = compute.isPending
    ? i18n.t('readiness.computing')
    : first
      ? i18n.t('readiness.compute')
      : i18n.t('readiness.again');
  const icon = (
    <RotateCw size={17} aria-hidden="true" className={compute.isPending ? 'animate-spin' : undefined} />
  );
  const busy = compute.isPending || wait > 0;
  return (
    <>
      {first ? (
        <button type="button" className="btn mt-4 w-full" aria-disabled={busy} onClick={run}>
          {label}
        </button>
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-x-4">
          <p className="text-[14px] text-muted">
            {i18n.t('readiness.computedAt', {
              day: dayName(i18n, new Date(view.computed_at ?? 0), new Date()).toLocaleLowerCase(i18n.locale),
            })}
          </p>
          <button
            type="button"
            className="flex min-h-11 items-center gap-2 text-[15px] font-semibold text-brand"
            aria-disabled={busy}
            onClick={run}
          >
            {icon}
            {label}
          </button>
        </div>
      )}
      <p role="status" className="text-[14px] text-muted empty:hidden">
        {wait > 0 ? i18n.t('readiness.wait', { count: wait }) : same ? i18n.t('readiness.same') : ''}
      </p>
      {compute.isError && wait === 0 && !isLimit(compute.error) && (
        <p role="alert" className="text-[14px] text-bad">
          {errorText(i18n, compute.error, online)}
        </p>
      )}
    </>
  );
}

const isLimit = (error: unknown) => error instanceof ApiError && error.status === 429;
