import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

// Messages are named, not written in the code: both languages live in the catalogues alone.
export default defineConfig({
  locales: ['ru', 'en'],
  sourceLocale: 'ru',
  // What everybody loads first, and one catalogue for each part that is fetched later.
  catalogs: [
    {
      path: '<rootDir>/src/shared/i18n/locales/{locale}',
      include: ['src/app', 'src/shared', 'src/features/journey'],
      exclude: ['**/node_modules/**', 'src/features/journey/more/**', 'src/shared/zones/**'],
    },
    { path: '<rootDir>/src/shared/zones/locales/{locale}', include: ['src/shared/zones'] },
    ...['chat', 'journey/more', 'onboarding', 'place', 'profile', 'readiness', 'stage', 'streams'].map(
      (name) => ({
        path: `<rootDir>/src/features/${name}/locales/{locale}`,
        include: [`src/features/${name}`],
      }),
    ),
  ],
  format: formatter({ origins: false, lineNumbers: false, explicitIdAsDefault: true }),
  orderBy: 'messageId',
});
