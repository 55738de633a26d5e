import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('has types as fresh as the description they are made of', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relove-types-'));
  const made = join(folder, 'schema.d.ts');
  const generator = 'tools/openapi/node_modules/openapi-typescript/bin/cli.js';
  try {
    execFileSync(process.execPath, [generator, 'openapi.json', '-o', made], { stdio: 'ignore' });
    expect(readFileSync('src/shared/api/generated/schema.d.ts', 'utf8')).toBe(readFileSync(made, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
