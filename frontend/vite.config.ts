import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { HtmlTagDescriptor, Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { chunks } from './scripts/chunks.ts';
import { early } from './scripts/early.ts';
import { fetched } from './scripts/fetched.ts';

const TARGET = ['es2022', 'safari16', 'chrome111'];

const META = '<meta name="relove-sandbox-origins" content="__RELOVE_SANDBOX_ORIGINS__">';

const API = fileURLToPath(new URL('./openapi.json', import.meta.url));

/** Only the sandbox build may be told of other parents: the production page has no place to write them. */
function sandboxOrigins(sandbox: boolean): Plugin {
  return {
    name: 'relove-sandbox-origins',
    transformIndexHtml: (html) => html.replace('<!-- sandbox-origins -->', sandbox ? META : ''),
  };
}

/** What the first picture needs and the browser would learn of too late: the headings' face. */
function preload(): Plugin {
  return {
    name: 'relove-preload',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.keys(bundle ?? {}).flatMap((file): HtmlTagDescriptor[] => {
          const href = `/${file}`;
          if (/display-cyrillic.*woff2$/.test(file)) {
            const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', href, crossorigin: true };
            return [{ tag: 'link', attrs, injectTo: 'head' }];
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
      fetched(),
      early(TARGET),
    ],
    define: {
      __SANDBOX__: JSON.stringify(sandbox || mode === 'test'),
      __API__: JSON.stringify(createHash('sha256').update(readFileSync(API)).digest('hex').slice(0, 12)),
    },
    resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
    build: {
      outDir: sandbox ? 'dist-sandbox' : 'dist',
      target: TARGET,
      assetsInlineLimit: 0,
      manifest: true,
      modulePreload: { polyfill: false },
      // The first script names every other one: their names alone, without words, leave it half a kilobyte to do more.
      rolldownOptions: { output: { codeSplitting: chunks, chunkFileNames: 'assets/[hash].js' } },
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
