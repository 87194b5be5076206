export default async function tearDown() {
  await globalThis.tramaPostgres?.stop();
}
