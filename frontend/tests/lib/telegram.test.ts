import { describe, expect, it } from 'vitest';
import { readDraft, writeDraft } from '@/features/chat/draft';
import { wantedPage } from '@/shared/pages';
import { isDark, toHex } from '@/shared/telegram/colors';
import { refuseForeignMessages, sandboxOrigins } from '@/shared/telegram/origin';
import { openStartPage } from '@/shared/telegram/start';
import { ensureStorage, forgetRestoredState } from '@/shared/telegram/storage';
import { applyTheme } from '@/shared/telegram/theme';

describe('colours', () => {
  it.each([
    ['#ffffff', false],
    ['#efeff4', false],
    ['#17212b', true],
    ['#000000', true],
    ['not a colour', false],
  ])('%s is dark: %s', (colour, dark) => expect(isDark(colour)).toBe(dark));

  it.each([
    ['rgb(250, 243, 240)', '#faf3f0'],
    ['color(srgb 0.5 0 1)', '#8000ff'],
    ['color(srgb 0.1 0.2 0.3 / 0.5)', '#1a334d'],
    ['transparent', null],
  ])('%s is sent as %s', (colour, hex) => expect(toHex(colour)).toBe(hex));
});

describe('theme', () => {
  it('takes colours and nothing else', () => {
    applyTheme({ bg_color: '#17212b', text_color: 'red;}' });
    const { style, dataset } = document.documentElement;
    expect(dataset.theme).toBe('dark');
    expect(style.getPropertyValue('--tg-theme-bg-color')).toBe('#17212b');
    expect(style.getPropertyValue('--tg-theme-text-color')).toBe('');
    applyTheme({ bg_color: '#ffffff' });
    expect(dataset.theme).toBe('light');
  });
});

describe('storage', () => {
  it('stands in for one that the browser blocks', () => {
    const own = Object.getOwnPropertyDescriptor(window, 'sessionStorage');
    Object.defineProperty(window, 'sessionStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
    ensureStorage();
    sessionStorage.setItem('a', '1');
    expect(sessionStorage.getItem('a')).toBe('1');
    expect(sessionStorage.length).toBe(1);
    if (own) Object.defineProperty(window, 'sessionStorage', own);
  });

  it('forgets what the SDK would restore, but not the launch itself', () => {
    sessionStorage.setItem('tapps/launchParams', '"x"');
    sessionStorage.setItem('tapps/themeParams', '{}');
    sessionStorage.setItem('other', '1');
    forgetRestoredState();
    expect(Object.keys(sessionStorage).sort()).toEqual(['other', 'tapps/launchParams']);
  });

  it('keeps a draft until it is sent', () => {
    writeDraft('не дописано');
    expect(readDraft()).toBe('не дописано');
    writeDraft('');
    expect(localStorage.length).toBe(0);
  });
});

describe('start', () => {
  it.each([
    ['/', 'chat', '/chat'],
    ['/', 'journey', '/'],
    ['/', 'readiness', '/readiness'],
    ['/', 'stream-hero-path', '/streams/hero-path'],
    ['/', 'stream-../profile', '/'],
    ['/', 'ref_42', '/'],
    ['/profile', 'chat', '/profile'],
  ])('from %s with %s opens %s and drops the signed data', (path, param, page) => {
    history.replaceState(null, '', `${path}#tgWebAppData=secret`);
    openStartPage({ startParam: param, initData: 'hash=1' });
    expect(location.pathname + location.hash).toBe(page);
  });

  it('follows the link into the app once in a launch, not at each reload', () => {
    const open = (path: string, hash: string) => {
      history.replaceState(null, '', path);
      openStartPage({ startParam: 'chat', initData: `user=7&hash=${hash}` });
      return location.pathname;
    };
    expect(open('/', 'first')).toBe('/chat');
    expect(open('/', 'first')).toBe('/');
    expect(open('/readiness', 'first')).toBe('/readiness');
    expect(wantedPage()).toBe('/chat');
    expect(open('/', 'second')).toBe('/chat');
  });

  it('reads the origins that may frame the sandbox build', () => {
    const meta = document.createElement('meta');
    meta.name = 'relove-sandbox-origins';
    meta.content = 'http://localhost:8081 http://127.0.0.1:8081';
    document.head.append(meta);
    expect(sandboxOrigins()).toEqual(['http://localhost:8081', 'http://127.0.0.1:8081']);
    meta.content = '__RELOVE_SANDBOX_ORIGINS__';
    expect(sandboxOrigins()).toEqual([]);
    meta.remove();
  });

  it('lets no foreign page around us speak', () => {
    const parent = document.createElement('iframe').contentWindow ?? ({} as Window);
    const own = Object.getOwnPropertyDescriptor(window, 'parent');
    Object.defineProperty(window, 'parent', { configurable: true, value: parent });
    refuseForeignMessages(['http://localhost:8081']);
    const heard: string[] = [];
    const listener = (event: MessageEvent) => heard.push(event.origin);
    window.addEventListener('message', listener);
    for (const origin of ['https://evil.test', 'http://localhost:8081', 'https://web.telegram.org']) {
      window.dispatchEvent(new MessageEvent('message', { data: '{}', origin, source: parent }));
    }
    expect(heard).toEqual(['http://localhost:8081', 'https://web.telegram.org']);
    window.removeEventListener('message', listener);
    if (own) Object.defineProperty(window, 'parent', own);
  });
});
