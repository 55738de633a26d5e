// Holds the figures of the design: what a person loads before the first picture, the fonts, and each part that comes
// later, with its texts. What a whole screen takes, all of its parts together, is measured in a browser by `make bench`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const LIMITS = { js: 115_000, css: 10_000, fonts: 36_000, lazy: 8_000, admin: 45_000, editor: 110_000 };
const ADMIN = 'src/features/admin/';
const EDITOR = 'src/features/admin/editor/';
const FOREIGN_ORIGIN = /https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])|relove-sandbox-origins/;

interface Chunk {
  file: string;
  isEntry?: boolean;
  isDynamicEntry?: boolean;
  imports?: string[];
  css?: string[];
}

const dist = process.argv[2] ?? 'dist';
const read = (file: string) => readFileSync(join(dist, file));
const size = (file: string) => gzipSync(read(file), { level: 9 }).length;
const sum = (files: Iterable<string>) => [...files].reduce((total, file) => total + size(file), 0);

const manifest = JSON.parse(read('.vite/manifest.json').toString()) as Record<string, Chunk>;
const chunks = Object.values(manifest);

function withImports(chunk: Chunk, seen = new Set<string>()): Set<string> {
  if (seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const name of chunk.imports ?? []) {
    const imported = manifest[name];
    if (imported) withImports(imported, seen);
  }
  return seen;
}

const entry = chunks.find((chunk) => chunk.isEntry);
if (!entry) throw new Error(`no entry in ${dist}`);
const page = read('index.html').toString();
const first = withImports(entry);
for (const [, file = ''] of page.matchAll(/rel="modulepreload"[^>]*href="\/([^"]+)"/g)) first.add(file);
// The early script stands in the page itself.
const early = gzipSync(/<script>(.*?)<\/script>/s.exec(page)?.[1] ?? '', { level: 9 }).length;
// A person loads one language: the larger one counts.
const texts = Object.entries(manifest).filter(([name]) => name.endsWith('.po'));
const firstTexts = texts.filter(([name]) => name.includes('shared/i18n/'));
const catalogue = Math.max(0, ...firstTexts.map(([, chunk]) => size(chunk.file)));
const later = Object.entries(manifest).filter(([, chunk]) => chunk.isDynamicEntry);
const lazy = later.filter(([name]) => !name.startsWith(ADMIN) && !firstTexts.some(([text]) => text === name));

/** What the parts of a folder bring together, beyond the first load and what else is known. */
function brought(folder: string, known: Set<string>): Set<string> {
  const parts = later.filter(([name]) => name.startsWith(folder)).map(([, chunk]) => chunk);
  return new Set(parts.flatMap((chunk) => [...withImports(chunk)]).filter((file) => !known.has(file)));
}

const editor = brought(EDITOR, first);
const admin = brought(ADMIN, new Set([...first, ...editor]));

const assets = readdirSync(join(dist, 'assets')).map((file) => `assets/${file}`);
const figures: [string, number, number][] = [
  ['first load, JS gzip', sum(first) + early + catalogue, LIMITS.js],
  ['CSS gzip', sum(assets.filter((file) => file.endsWith('.css'))), LIMITS.css],
  [
    'fonts',
    assets.filter((file) => file.endsWith('.woff2')).reduce((total, file) => total + read(file).length, 0),
    LIMITS.fonts,
  ],
  ['admin, gzip', sum(admin), LIMITS.admin],
  ['script editor, gzip', sum(editor), LIMITS.editor],
  ...lazy.map(([name, chunk]): [string, number, number] => {
    const own = [...withImports(chunk)].filter((file) => !first.has(file));
    return [`lazy ${name}, gzip`, sum(own), LIMITS.lazy];
  }),
];

let failed = false;
for (const [what, bytes, limit] of figures) {
  const over = bytes > limit;
  failed ||= over;
  console.log(`${over ? 'OVER' : 'ok  '} ${what}: ${bytes} of ${limit}`);
}

if (dist === 'dist') {
  for (const file of ['index.html', ...assets.filter((name) => name.endsWith('.js'))]) {
    if (FOREIGN_ORIGIN.test(read(file).toString())) {
      failed = true;
      console.log(`OVER ${file} knows of an origin that has no place in production`);
    }
  }
}
process.exit(failed ? 1 : 0);
