/*
 * Loaded into the bot with `node --require`: on SIGUSR2 it writes how long its event loop was held,
 * since the signal before, as a line of JSON on standard error. It measures from the first signal on.
 */
import hooks = require('node:perf_hooks');

const NANOSECONDS_PER_MS = 1e6;

const delay = hooks.monitorEventLoopDelay({ resolution: 5 });
process.on('SIGUSR2', () => {
  const [p50Ms, p99Ms, maxMs] = [delay.percentile(50), delay.percentile(99), delay.max].map(
    (nanoseconds) => nanoseconds / NANOSECONDS_PER_MS,
  );
  process.stderr.write(`${JSON.stringify({ loopDelay: { p50Ms, p99Ms, maxMs } })}\n`);
  delay.reset();
  delay.enable();
});
