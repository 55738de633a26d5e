import { render } from '@testing-library/react';
import { App, newQueryClient } from '@/app/App';
import { Auth, actAs } from '@/shared/api/auth';
import { owner } from '@/shared/api/kept';
import { SecureValue } from '@/shared/telegram/secureStore';

/** The whole app on one route, as a signed-in person has it. */
export function renderApp(path = '/', client = newQueryClient()) {
  history.replaceState(null, '', path);
  owner.user ??= 7;
  actAs(new Auth('signed', new SecureValue('test')));
  client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retry: false } });
  return { client, ...render(<App inTelegram client={client} />) };
}
