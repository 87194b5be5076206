import type { ApolloServerPlugin } from '@apollo/server';
import { ASSETS_PATH } from './assets.js';
import type { Tab } from './tabs.js';

/** Only our own files, and only our own server to talk to. The editor sets styles from its code, hence the one exception. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'font-src data:',
  'img-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  // The console shows it inside a page of its own; nobody else may.
  "frame-ancestors 'self'",
].join('; ');

/** Warp and weft. */
const LOGO =
  '<svg viewBox="0 0 24 24" width="28" fill="none" stroke="#06c" stroke-width="2"><path d="M6 2v20M12 2v20M18 2v20M2 6h20M2 12h20M2 18h20"/></svg>';

export function landingPage(tabs: readonly Tab[]): ApolloServerPlugin {
  const html = renderPage(tabs);
  return { serverWillStart: async () => ({ renderLandingPage: async () => ({ html }) }) };
}

export function renderPage(tabs: readonly Tab[]): string {
  const options = {
    title: 'Trama',
    logo: LOGO,
    endpoint: '/graphql',
    method: 'POST',
    defaultTabs: tabs,
    defaultEditorToolsVisibility: 'variables',
    // A token is not left in a shared browser.
    shouldPersistHeaders: false,
  };
  return `<!doctype html>
<html lang="it">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Trama: esplora i dati</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${ASSETS_PATH}/graphiql.css">
  </head>
  <body>
    <noscript>Per esplorare i dati da questa pagina serve JavaScript; l’API risponde anche senza, con POST su /graphql.</noscript>
    <div id="root">Caricamento…</div>
    <script type="application/json" id="options">${JSON.stringify(options).replaceAll('<', '\\u003c')}</script>
    <script src="${ASSETS_PATH}/graphiql.js"></script>
    <script src="${ASSETS_PATH}/start.js"></script>
  </body>
</html>
`;
}
