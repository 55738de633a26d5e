import type { ReactNode } from 'react';

interface Props {
  label: string;
  wide?: boolean;
  children: ReactNode;
}

/** A page that scrolls, with room for Telegram's bars above and our tabs below. */
export function Screen({ label, wide = false, children }: Props) {
  return (
    <main
      aria-label={label}
      className={`mx-auto px-4 ${wide ? 'max-w-[560px] lg:max-w-[1040px]' : 'max-w-[560px]'}`}
      style={{
        paddingTop: 'calc(var(--pad-top) + 20px)',
        paddingBottom: 'calc(var(--tabbar) + var(--pad-bottom) + 28px)',
      }}
    >
      {children}
    </main>
  );
}
