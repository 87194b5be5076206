/**
 * Runs in the browser. The workers are files of ours, because a policy that lets a page make its own scripts
 * protects from nothing. Queries stay out of the address bar, which histories and proxies keep.
 */
export const START_SCRIPT = `'use strict';
const here = new URL('.', document.currentScript.src);
const workers = { json: 'json.worker.js', graphql: 'graphql.worker.js' };
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => new URL(workers[label] ?? 'editor.worker.js', here).href,
};
const options = JSON.parse(document.getElementById('options').textContent);
YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), { ...options, onEditQuery() {} });
`;
