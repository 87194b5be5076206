import { rm } from 'node:fs/promises';

export default async function tearDown() {
  await globalThis.tramaPostgres?.stop();
  await rm(globalThis.tramaKeysDir, { recursive: true, force: true });
}
