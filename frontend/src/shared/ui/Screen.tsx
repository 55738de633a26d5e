import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  label: string;
  wide?: boolean;
  children: ReactNode;
}

/** A page that scrolls, with room for Telegram's bars above and our tabs below. */
export function Screen({ label, wide = false, children }: Props) {
  const main = useRef<HTMLElement>(null);
  // What led here may be gone with the screen before: who goes by keyboard or hears the page goes on from its top.
  useEffect(() => {
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, []);
  return (
    <main
      ref={main}
      tabIndex={-1}
      aria-label={label}
      className={`mx-auto px-4 outline-none ${wide ? 'max-w-[560px] wide:max-w-[1040px]' : 'max-w-[560px]'}`}
      style={{
        paddingTop: 'calc(var(--pad-top) + 20px)',
        paddingBottom: 'calc(var(--tabbar) + var(--pad-bottom) + 28px)',
      }}
    >
      {children}
    </main>
  );
}
