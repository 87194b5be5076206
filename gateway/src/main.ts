import { ConfigError } from '@trama/kernel/config';
import { gatewayConfig } from './config.js';
import { type RunningGateway, startGateway } from './gateway.js';

void main();

async function main(): Promise<void> {
  try {
    stopOnSignals(await startGateway(gatewayConfig()));
  } catch (error) {
    // A setting to correct is told as it is; a stack trace would hide it.
    console.error(error instanceof ConfigError ? error.message : error);
    process.exitCode = 1;
  }
}

/** The first signal finishes what is under way, the second does not wait. */
function stopOnSignals(gateway: RunningGateway): void {
  let stopping = false;
  const stop = () => {
    if (stopping) {
      process.exit(1);
    }
    stopping = true;
    gateway.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
