import { useLingui } from '@lingui/react';
import { Compass, Gauge, MessageCircle, UserRound } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { fetchPage } from './parts';

/** Where an inner screen belongs. */
const inside: Record<string, string> = { '/journey': '/', '/streams': '/readiness' };

export function tabOf(path: string): string {
  const first = `/${path.split('/')[1] ?? ''}`;
  return inside[first] ?? first;
}

export function TabBar() {
  const { i18n } = useLingui();
  const [path] = useLocation();
  const tabs = [
    { to: '/', label: i18n.t('tab.journey'), Icon: Compass },
    { to: '/readiness', label: i18n.t('tab.readiness'), Icon: Gauge },
    { to: '/chat', label: i18n.t('tab.chat'), Icon: MessageCircle },
    { to: '/profile', label: i18n.t('tab.profile'), Icon: UserRound },
  ];
  const own = tabOf(path);
  const here = tabs.some(({ to }) => to === own) ? own : '/';
  return (
    <nav
      aria-label={i18n.t('tab.all')}
      className="tabbar fixed inset-x-0 bottom-0 z-30 border-t border-line bg-card"
      style={{ paddingBottom: 'var(--pad-bottom)' }}
    >
      <ul className="mx-auto grid max-w-[560px] grid-cols-4 p-1">
        {tabs.map(({ to, label, Icon }) => (
          <li key={to}>
            <Link
              href={to}
              className="tab"
              aria-current={here === to ? 'page' : undefined}
              onPointerDown={() => fetchPage(to)}
              onFocus={() => fetchPage(to)}
            >
              <Icon size={23} strokeWidth={1.9} aria-hidden="true" />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
