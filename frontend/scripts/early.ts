// Writes the early script into the page, with the names of the files that each part of the app is made of.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import { SHARED } from './chunks.ts';

/** What the first picture of a part waits for. Its texts are found by their folder. */
const PARTS: Record<string, { modules: string[]; texts: string[] }> = {
  chat: {
    modules: ['features/chat/ChatScreen', 'features/chat/OnTheWay', 'features/chat/FirstInsight'],
    texts: ['features/chat'],
  },
  map: {
    modules: ['features/journey/JourneyScreen', 'features/journey/more/BelowMap'],
    texts: ['features/journey/more'],
  },
  onboarding: {
    modules: ['features/onboarding/OnboardingScreen', 'shared/zones/ZoneField'],
    texts: ['features/onboarding', 'shared/zones'],
  },
  place: { modules: ['features/place/PlaceScreen'], texts: ['features/place'] },
  profile: { modules: ['features/profile/ProfilePages'], texts: ['features/profile'] },
  readiness: { modules: ['features/readiness/ReadinessScreen'], texts: ['features/readiness'] },
  stage: { modules: ['features/stage/StageScreen'], texts: ['features/stage'] },
  stream: { modules: ['features/streams/StreamScreen'], texts: ['features/streams'] },
};

/** Inner screens that take longest otherwise, by their path: what they need beside the part around them. */
const INNER: typeof PARTS = {
  'profile/portrait': { modules: ['features/profile/PortraitScreen'], texts: [] },
  'profile/portrait/changes': { modules: ['features/profile/ChangesScreen'], texts: [] },
  'profile/memory': { modules: ['features/profile/MemoryScreen'], texts: [] },
  'profile/time': { modules: ['features/profile/TimeScreen'], texts: ['shared/zones'] },
};

type Bundle = Rolldown.OutputBundle;

const chunksOf = (bundle: Bundle) => Object.values(bundle).filter((file) => file.type === 'chunk');

function within(bundle: Bundle, chunk: Rolldown.OutputChunk, seen = new Set<string>()): Set<string> {
  if (seen.has(chunk.fileName)) return seen;
  seen.add(chunk.fileName);
  for (const name of chunk.imports) {
    const next = bundle[name];
    if (next?.type === 'chunk') within(bundle, next, seen);
  }
  return seen;
}

/** What everybody loads: the entry, which stands in the page itself, then the rest. */
function firstOf(bundle: Bundle): [Rolldown.OutputChunk, Set<string>] {
  const chunks = chunksOf(bundle);
  const entry = chunks.find(({ isEntry }) => isEntry);
  const shared = chunks.find(({ name }) => name === SHARED);
  if (!entry || !shared) throw new Error('no entry');
  return [entry, within(bundle, shared, within(bundle, entry))];
}

/** The names between `/assets/` and `.js`, without those that everybody loads first. */
function filesOf(bundle: Bundle): Record<string, string[]> {
  const chunks = chunksOf(bundle);
  const [, first] = firstOf(bundle);
  const named = (end: string) => chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(end));
  const short = (names: Iterable<string>) =>
    [...names]
      .filter((name) => !first.has(name))
      .map((name) => name.replace(/^assets\/(.+)\.js$/, '$1'))
      .sort();
  const texts = (folder: string, language: string) => {
    const chunk = named(`/${folder}/locales/${language}.po`);
    if (!chunk) throw new Error(`no texts in ${folder}`);
    return short([chunk.fileName]);
  };
  const found: Record<string, string[]> = {};
  for (const [part, { modules, texts: folders }] of Object.entries({ ...PARTS, ...INNER })) {
    const own = modules.flatMap((module) => {
      const chunk = named(`/src/${module}.tsx`);
      if (!chunk) throw new Error(`no ${module}`);
      return [...within(bundle, chunk)];
    });
    const around = part.includes('/') ? (found[part.split('/')[0] ?? ''] ?? []) : [];
    found[part] = short(new Set(own)).filter((name) => !around.includes(name));
    if (folders.length === 0) continue;
    for (const language of ['ru', 'en']) {
      found[`${part}.${language}`] = folders.flatMap((folder) => texts(folder, language));
    }
  }
  for (const language of ['ru', 'en']) found[`first.${language}`] = texts('shared/i18n', language);
  return found;
}

/** One small script in the page itself: its policy allows it by its hash, and nothing has to be fetched for it. */
async function script(root: string, target: string[]): Promise<string> {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { alias: { '@': join(root, 'src') } },
    build: {
      write: false,
      target,
      modulePreload: false,
      rolldownOptions: { input: join(root, 'src/early/main.ts'), output: { format: 'iife' } },
    },
  });
  const [output] = (built as Rolldown.RolldownOutput).output;
  return output.code.trim();
}

/** The entry's few lines, which need no file of their own. */
function inPage(entry: Rolldown.OutputChunk): string {
  const code = entry.code.trim().replaceAll('from"./', 'from"/assets/');
  if (/import\(|["']\.\//.test(code)) throw new Error('the entry knows of more than the bundle');
  return code;
}

const BUNDLE_TAGS = /\s*<(?:script type="module"|link rel="modulepreload")[^>]*>(?:<\/script>)?/g;

export function early(target: string[]): Plugin {
  let root = '';
  return {
    name: 'relove-early',
    apply: 'build',
    configResolved: (config) => {
      root = config.root;
    },
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle }) {
        if (!bundle) return html;
        const [entry, first] = firstOf(bundle);
        const icon = encodeURIComponent(readFileSync(join(root, 'public/icon.svg'), 'utf8').trim());
        const files = JSON.stringify(filesOf(bundle));
        const code = (await script(root, target)).replace('__FILES__', () => files);
        if (/__FILES__|<\//.test(code)) throw new Error('not to be written into a page');
        // The bundle first, for it takes longest; then the script, before a stylesheet could make it wait.
        const tags = [...first]
          .filter((file) => file !== entry.fileName)
          .map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`);
        tags.push(`<script>${code}</script>`, `<script type="module">${inPage(entry)}</script>`);
        return html
          .replace(BUNDLE_TAGS, '')
          .replace('href="/icon.svg"', () => `href="data:image/svg+xml,${icon}"`)
          .replace(/<meta charset[^>]*>/, (meta) => [meta, ...tags].join('\n    '));
      },
    },
  };
}
