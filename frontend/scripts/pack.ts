// Packs the built files once, so that no request waits for it, and drops the manifest, which was for the budget.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const PACKED = /\.(?:js|css|svg)$/;
// Below this the headers weigh more than what is saved.
const LEAST_BYTES = 600;

const dist = process.argv[2] ?? 'dist';
for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
  if (!PACKED.test(name)) continue;
  const file = join(dist, name);
  const body = readFileSync(file);
  if (body.length < LEAST_BYTES) continue;
  writeFileSync(`${file}.br`, brotliCompressSync(body));
  writeFileSync(`${file}.gz`, gzipSync(body, { level: 9 }));
}
// The tests in a browser ask it which file holds what.
if (dist === 'dist') rmSync(join(dist, '.vite'), { recursive: true, force: true });
