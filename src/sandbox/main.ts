import { parseArgs } from 'node:util';
import { Sandbox } from './sandbox.js';

const USAGE = 'Usage: node dist/src/sandbox/main.js [--port N] [--world FILE]\n';

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '0' }, world: { type: 'string' } },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RangeError(`--port takes a number from 0 to 65535, not "${values.port}".`);
  }
  const sandbox = await Sandbox.start({
    port,
    ...(values.world === undefined ? {} : { worldFile: values.world }),
  });
  const { apiUrl, token } = sandbox;
  process.stdout.write(`DISCORD_API_URL=${apiUrl}\nDISCORD_TOKEN=${token}\n`);
  const stop = (): void => {
    sandbox.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 1;
}
