import { useId } from 'react';

/** The guide's sign: a star on the dusk-to-dawn colours. */
export function GuideMark({ size = 42 }: { size?: number }) {
  const id = useId();
  return (
    <svg width={size} height={size} viewBox="0 0 42 42" className="shrink-0" aria-hidden="true">
      <defs>
        <linearGradient id={id} x1="0" y1="0" x2="1" y2="1">
          <stop stopColor="#f0a24b" />
          <stop offset=".5" stopColor="#d6487e" />
          <stop offset="1" stopColor="#6a4bd6" />
        </linearGradient>
      </defs>
      <circle cx="21" cy="21" r="21" fill={`url(#${id})`} />
      <path
        d="M21 9.5c1.3 6.2 3 8 9.2 9.5-6.2 1.5-7.9 3.3-9.2 13.5-1.3-10.2-3-12-9.2-13.5 6.2-1.5 7.9-3.3 9.2-9.5Z"
        fill="#fff"
      />
    </svg>
  );
}
