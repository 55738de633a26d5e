import { useLingui } from '@lingui/react';

/** Where content will be, in its size, so that nothing jumps when it comes. */
export function Skeleton({ heights }: { heights: number[] }) {
  const { i18n } = useLingui();
  return (
    <div role="status" aria-label={i18n.t('common.loading')} className="grid gap-4">
      {heights.map((height, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey boxes have no other identity
        <div key={index} className="skeleton" style={{ height }} />
      ))}
    </div>
  );
}
