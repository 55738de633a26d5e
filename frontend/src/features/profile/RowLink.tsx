import { ChevronRight, type LucideIcon } from 'lucide-react';
import { Link } from 'wouter';

interface Props {
  icon: LucideIcon;
  title: string;
  hint?: string;
  href: string;
}

/** One row that leads to a screen of its own. */
export function RowLink({ icon: Icon, title, hint, href }: Props) {
  return (
    <Link href={href} className="flex min-h-16 items-center gap-4 rounded-[24px] px-4 py-3">
      <Icon size={21} className="shrink-0 text-brand" aria-hidden="true" />
      <span className="min-w-0 flex-1">
        {title}
        {hint && <span className="block text-[13.5px] text-muted [overflow-wrap:anywhere]">{hint}</span>}
      </span>
      <ChevronRight size={19} className="shrink-0 text-muted" aria-hidden="true" />
    </Link>
  );
}
