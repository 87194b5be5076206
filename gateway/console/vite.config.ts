import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import postcss from 'postcss';
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

/** Parts of the design system that the console has no use for, by the beginning of their classes. */
const UNUSED =
  /\.(vjs|video-js|acceptoverlay|splide|it-carousel|it-calendar|it-footer|it-hero|it-timeline|megamenu|bottom-nav|avatar|map-wrapper|point-list|cookiebar|rating|thumb-nav|it-video|password-|upload-|toolbar|transfer|sticky-|it-nav-scroll|navscroll|sidebar|dropdown|offcanvas|popover|tooltip|carousel|accordion|card|it-card|it-grid|it-header|gallery|pager|steppers|notification|chip|back-to-top|dimmer|autocomplete|select-)/;

/** The style sheet of the design system without those parts, and without the fonts that it writes into itself. */
function onlyWhatIsUsed(): Plugin {
  return {
    name: 'trama-stile',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('bootstrap-italia.min.css')) {
        return undefined;
      }
      const sheet = postcss.parse(code);
      sheet.walkAtRules('font-face', (rule) => void rule.remove());
      sheet.walkRules((rule) => {
        rule.selectors = rule.selectors.filter((selector) => !UNUSED.test(selector));
        if (rule.selector === '') {
          rule.remove();
        }
      });
      return { code: sheet.toString(), map: null };
    },
  };
}

export default defineConfig({
  plugins: [onlyWhatIsUsed(), react(), consolePaths()],
  // Nothing is written into the page itself: the policy of the page allows files of ours and no inline script or style.
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: false },
  server: { proxy: { '/graphql': 'http://localhost:4000', '/accesso': 'http://localhost:4000' } },
});
