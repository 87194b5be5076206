import { ConfigError } from '@trama/kernel/config';
import { createLog } from '@trama/kernel/log';
import { providerConfig } from './config.js';
import { startProvider } from './server.js';

void main();

async function main(): Promise<void> {
  try {
    const settings = providerConfig();
    const provider = await startProvider(settings, createLog('idp', settings.logLevel));
    const stop = () => void provider.stop().then(() => process.exit(0));
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    // A setting to correct is told as it is; a stack trace would hide it.
    console.error(error instanceof ConfigError ? error.message : error);
    process.exitCode = 1;
  }
}
