import { ChevronLeft } from 'lucide-react';
import type { MouseEventHandler } from 'react';
import { Link } from 'wouter';

interface Props {
  href: string;
  text: string;
  onClick?: MouseEventHandler;
}

/** The way back above a screen's name; inside Telegram its own button leads there too. */
export function UpLink({ text, ...link }: Props) {
  return (
    <Link
      {...link}
      state={{ back: true }}
      className="-mt-2 -ml-2 inline-flex min-h-11 items-center gap-1 px-2 text-[15px] font-medium text-brand"
    >
      <ChevronLeft size={19} aria-hidden="true" />
      {text}
    </Link>
  );
}
