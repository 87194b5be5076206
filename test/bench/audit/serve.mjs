// The audit's own routes, on loopback only.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { createRouter } = await import(pathToFileURL(join(process.env.AUDIT, 'src', 'index.ts')).href);
createServer(createRouter()).listen(Number(process.env.PORT), '127.0.0.1');
