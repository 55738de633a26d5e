import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { HtmlTagDescriptor, Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const META = '<meta name="relove-sandbox-origins" content="__RELOVE_SANDBOX_ORIGINS__">';

const API = fileURLToPath(new URL('./openapi.json', import.meta.url));

/** The entry stays a file of its own: the page names it. */
const NOT_ENTRY = /^(?!.*src\/main\.tsx|.*index\.html)/;

/** Only the sandbox build may be told of other parents: the production page has no place to write them. */
function sandboxOrigins(sandbox: boolean): Plugin {
  return {
    name: 'relove-sandbox-origins',
    transformIndexHtml: (html) => html.replace('<!-- sandbox-origins -->', sandbox ? META : ''),
  };
}

/** What the first picture needs and the browser would learn of too late: the headings' face and the Russian texts. */
function preload(): Plugin {
  return {
    name: 'relove-preload',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.entries(bundle ?? {}).flatMap(([file, chunk]): HtmlTagDescriptor[] => {
          const href = `/${file}`;
          if (/display-cyrillic.*woff2$/.test(file)) {
            const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', href, crossorigin: true };
            return [{ tag: 'link', attrs, injectTo: 'head' }];
          }
          if (chunk.type === 'chunk' && chunk.facadeModuleId?.endsWith('shared/i18n/locales/ru.po')) {
            return [
              { tag: 'link', attrs: { rel: 'modulepreload', href, crossorigin: true }, injectTo: 'head' },
            ];
          }
          return [];
        }),
    },
  };
}

export default defineConfig(({ mode }) => {
  const sandbox = mode === 'sandbox';
  return {
    plugins: [
      react(),
      lingui({ failOnMissing: true, failOnCompileError: true }),
      tailwind(),
      sandboxOrigins(sandbox),
      preload(),
    ],
    define: {
      __SANDBOX__: JSON.stringify(sandbox || mode === 'test'),
      __API__: JSON.stringify(createHash('sha256').update(readFileSync(API)).digest('hex').slice(0, 12)),
    },
    resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
    build: {
      outDir: sandbox ? 'dist-sandbox' : 'dist',
      target: ['es2022', 'safari16', 'chrome111'],
      assetsInlineLimit: 0,
      manifest: true,
      modulePreload: { polyfill: false },
      // What every person loads first compresses better as one piece.
      rolldownOptions: {
        output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'], test: NOT_ENTRY }] } },
      },
    },
    test: {
      environment: 'happy-dom',
      environmentOptions: { happyDOM: { url: 'https://app.relove.test/' } },
      unstubGlobals: true,
      include: ['tests/**/*.test.{ts,tsx}'],
      setupFiles: ['tests/setup.ts'],
      restoreMocks: true,
    },
  };
});
