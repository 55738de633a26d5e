import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';
import { activate } from '@/shared/i18n';

// A lazy part is compiled when a test first opens it: on a busy machine that takes its time.
configure({ asyncUtilTimeout: 4000 });

beforeEach(async () => {
  await activate('ru');
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', '/');
});

afterEach(cleanup);
