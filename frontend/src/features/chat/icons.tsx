import type { ReactNode } from 'react';

interface Props {
  size: number;
  children: ReactNode;
}

function Icon({ size, children }: Props) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

// Lucide's own shapes. From the package each would be a chunk of its own, shared with what comes later, and weigh
// thrice as much in what the talk loads first.

export const UpIcon = () => (
  <Icon size={21}>
    <path d="m5 12 7-7 7 7M12 19V5" />
  </Icon>
);

export const StopIcon = () => (
  <Icon size={16}>
    <rect width="18" height="18" x="3" y="3" rx="2" fill="currentColor" />
  </Icon>
);

export const MicIcon = () => (
  <Icon size={20}>
    <path d="M12 19v3M19 10v2a7 7 0 0 1-14 0v-2" />
    <rect x="9" y="2" width="6" height="13" rx="3" />
  </Icon>
);

export const EndIcon = () => (
  <Icon size={22}>
    <circle cx="12" cy="12" r="10" />
    <path d="m16 9-5.5 5.5L8 12" />
  </Icon>
);
