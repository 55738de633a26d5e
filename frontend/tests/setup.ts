import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';
import { activate } from '@/shared/i18n';

beforeEach(async () => {
  await activate('ru');
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', '/');
});

afterEach(cleanup);
