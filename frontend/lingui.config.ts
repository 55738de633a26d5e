import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

// Messages are named, not written in the code: both languages live in the catalogues alone.
export default defineConfig({
  locales: ['ru', 'en'],
  sourceLocale: 'ru',
  catalogs: [{ path: '<rootDir>/src/shared/i18n/locales/{locale}', include: ['src'] }],
  format: formatter({ origins: false, lineNumbers: false, explicitIdAsDefault: true }),
  orderBy: 'messageId',
});
