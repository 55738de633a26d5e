import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { SignInExpired } from '@/shared/api/errors';
import { useMe } from '@/shared/api/me';
import { activate } from '@/shared/i18n';
import { Notice } from './Notice';
import { OfflineNote } from './OfflineNote';
import { Pages } from './Pages';
import { TabBar } from './TabBar';
import { followTitle } from './title';
import { useBackground } from './useBackground';

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: Number.POSITIVE_INFINITY,
        retry: (failures, error) => failures < 1 && !(error instanceof SignInExpired),
      },
      // A change is tried once and at once: a person who is offline hears of it and keeps the say.
      mutations: { networkMode: 'always' },
    },
  });
}

/** Everything for a signed-in person. */
export function Shell() {
  const me = useMe();
  const [path] = useLocation();
  const language = me.data?.language;
  useBackground();
  useEffect(() => {
    if (language) void activate(language);
  }, [language]);
  if (me.error instanceof SignInExpired) return <Notice kind="expired" />;
  return (
    <>
      <OfflineNote />
      <Pages />
      {path !== '/welcome' && <TabBar />}
    </>
  );
}

interface Props {
  inTelegram: boolean;
  client: QueryClient;
}

export function App({ inTelegram, client }: Props) {
  useEffect(followTitle, []);
  return (
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        {inTelegram ? <Shell /> : <Notice kind="outside" />}
      </QueryClientProvider>
    </I18nProvider>
  );
}
