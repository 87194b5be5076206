// Trama's gateway as it is; what it was started with is left for the benchmark, which starts others like it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

process.env.NODE_ENV = 'production';
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('TRAMA_')));
writeFileSync(join(process.env.TRAMA_BENCH_DIR, 'gateway.json'), JSON.stringify({ pid: process.pid, env }), {
  mode: 0o600,
});
await import('../../../gateway/dist/main.js');
