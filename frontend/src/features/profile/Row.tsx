import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface Props {
  icon: LucideIcon;
  title: string;
  hint?: string;
  children?: ReactNode;
}

/** One setting: what it is, and the control beside it or under it. */
export function Row({ icon: Icon, title, hint, children }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-x-3.5 gap-y-2 px-4 py-3">
      <Icon size={21} className="shrink-0 text-brand" aria-hidden="true" />
      <span className="min-w-[8rem] flex-1">
        {title}
        {hint && <span className="block text-[13.5px] text-muted">{hint}</span>}
      </span>
      {children}
    </div>
  );
}
