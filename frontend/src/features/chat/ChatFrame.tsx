import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { useMe } from '@/shared/api/me';
import { GuideMark } from '@/shared/ui/GuideMark';
import { useGuideName } from './guideName';
import { EndIcon } from './icons';

interface Props {
  /** Who is here and how, in a few words. */
  status: string;
  onEnd?: (() => void) | null;
  onMenu?: (() => void) | null;
  children: ReactNode;
}

interface HeadButtonProps {
  label: string;
  onPress: () => void;
  children: ReactNode;
}

function HeadButton({ label, onPress, children }: HeadButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onPress}
      className="grid size-11 shrink-0 place-items-center rounded-full text-muted"
    >
      {children}
    </button>
  );
}

/** The chat's own page: as high as what the keyboard leaves, with the list scrolling inside. */
export function ChatFrame({ status, onEnd = null, onMenu = null, children }: Props) {
  const { i18n } = useLingui();
  const name = useGuideName();
  const face = useMe().data?.persona.face;
  return (
    <main
      aria-label={i18n.t('tab.chat')}
      className="fixed mx-auto flex max-w-[640px] flex-col short:max-w-[820px]"
      style={{
        left: 'calc(var(--rail) + var(--pad-left))',
        right: 'var(--pad-right)',
        top: 'var(--visible-top, 0px)',
        height: 'var(--visible-height, 100dvh)',
        paddingTop: 'var(--pad-top)',
        paddingBottom: 'calc(var(--tabbar) + var(--pad-bottom))',
      }}
    >
      <header className="chat-head flex short:[&>svg]:size-9 items-center gap-2.5 px-3.5 py-3 short:py-0">
        {face ? <img src={face} alt="" className="size-[42px] rounded-full object-cover" /> : <GuideMark />}
        <div className="min-w-0 flex-1 short:sm:flex short:sm:items-baseline short:sm:gap-3">
          <h1 className="flex items-center gap-1.5 text-[clamp(16px,5vw,19px)] whitespace-nowrap">
            <span className="truncate">{name}</span>
            <abbr
              title={i18n.t('chat.aiLong')}
              className="rounded-md bg-soft px-1 py-0.5 font-[family-name:var(--sans)] text-[11px] font-semibold tracking-normal text-brand no-underline"
            >
              {i18n.t('chat.ai')}
            </abbr>
          </h1>
          <p className="text-[13px] leading-tight text-muted">{status}</p>
        </div>
        <div className="-mr-2 flex">
          {onEnd && (
            <HeadButton label={i18n.t('chat.end')} onPress={onEnd}>
              <EndIcon />
            </HeadButton>
          )}
          {onMenu && (
            <HeadButton label={i18n.t('chat.menu')} onPress={onMenu}>
              <svg width="22" height="22" viewBox="0 0 22 22" fill="currentColor" aria-hidden="true">
                <path d="M2 11a2 2 0 1 0 4 0 2 2 0 0 0-4 0m7 0a2 2 0 1 0 4 0 2 2 0 0 0-4 0m7 0a2 2 0 1 0 4 0 2 2 0 0 0-4 0" />
              </svg>
            </HeadButton>
          )}
        </div>
      </header>
      {children}
    </main>
  );
}
