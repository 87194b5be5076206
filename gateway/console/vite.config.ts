import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The server answers the page for these addresses only, so it has to know them. */
function consolePaths(): Plugin {
  return {
    name: 'trama-percorsi',
    generateBundle() {
      const source = readFileSync(new URL('src/percorsi.json', import.meta.url), 'utf8');
      this.emitFile({ type: 'asset', fileName: 'percorsi.json', source });
    },
  };
}

export default defineConfig({
  plugins: [react(), consolePaths()],
  // Nothing is written into the page itself: the policy of the page allows files of ours and no inline script or style.
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: false },
  server: { proxy: { '/graphql': 'http://localhost:4000', '/accesso': 'http://localhost:4000' } },
});
