import { useLingui } from '@lingui/react';
import { Compass, MessageCircle, UserRound } from 'lucide-react';
import { Link, useLocation } from 'wouter';

export function TabBar() {
  const { i18n } = useLingui();
  const [path] = useLocation();
  const tabs = [
    { to: '/', label: i18n.t('tab.journey'), Icon: Compass },
    { to: '/chat', label: i18n.t('tab.chat'), Icon: MessageCircle },
    { to: '/profile', label: i18n.t('tab.profile'), Icon: UserRound },
  ];
  const here = tabs.findLast(({ to }) => path === to || path.startsWith(`${to}/`))?.to ?? '/';
  return (
    <nav
      aria-label={i18n.t('tab.all')}
      className="tabbar fixed inset-x-0 bottom-0 z-30 border-t border-line bg-card"
      style={{ paddingBottom: 'var(--pad-bottom)' }}
    >
      <ul className="mx-auto grid max-w-[560px] grid-cols-3 p-1">
        {tabs.map(({ to, label, Icon }) => (
          <li key={to}>
            <Link href={to} className="tab" aria-current={here === to ? 'page' : undefined}>
              <Icon size={23} strokeWidth={1.9} aria-hidden="true" />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
