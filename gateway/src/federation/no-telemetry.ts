/**
 * @apollo/gateway reports usage to its maker every hour and asks the cloud it runs in who it is, unless told not to
 * before it is built. Other variables of its name send the schema away, or switch off the planner's protections. All
 * of them go, here and first, so that no environment can bring them back.
 */
import { env } from 'node:process';

for (const name of Object.keys(env).filter((variable) => variable.startsWith('APOLLO_'))) {
  delete env[name];
}
env.APOLLO_TELEMETRY_DISABLED = 'true';
env.OTEL_SDK_DISABLED = 'true';
