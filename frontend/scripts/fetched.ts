// Browsers remember for the life of a page that an imported file did not come, and never ask for it again (most still
// do). So each file of a part is fetched first, and imported only when it is here: what failed can be tried once more.
import type { Plugin } from 'vite';

const HELPER = /vite\/preload-helper\.js$/;

/** Takes the place of Vite's own, which writes links for the files: `files` are all that the part needs, or none beside itself. */
const CODE = `
const coming = new Map();
const get = (file) => {
  // What the page itself asks for is on its way.
  if (document.querySelector('link[href="/' + file + '"]')) return;
  if (!coming.has(file)) {
    const answer = fetch('/' + file).then(async (response) => {
      if (!response.ok) throw new Error(file);
      await response.arrayBuffer();
    });
    answer.catch(() => coming.delete(file));
    coming.set(file, answer);
  }
  return coming.get(file);
};
export const __vitePreload = (load, files) =>
  Promise.all((files.length ? files : ['assets/' + /[\\w-]+\\.js/.exec(load)[0]]).map(get)).then(load);
`;

export function fetched(): Plugin {
  return {
    name: 'relove-fetched',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: HELPER },
      handler: () => ({ code: CODE, map: null }),
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        // A stylesheet of a part's own would want a link; the one there is stands in the page.
        const styles = Object.keys(bundle).filter((file) => file.endsWith('.css'));
        const links = Object.values(bundle).some(
          (file) => 'code' in file && file.code.includes('vite:preloadError'),
        );
        if (links || styles.length > 1) this.error('parts would not be fetched by us');
      },
    },
  };
}
