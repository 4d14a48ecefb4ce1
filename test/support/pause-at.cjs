/*
 * Loaded into a program with `node --require`, and told PAUSE_AT, such as
 * `rename output_images 60`: once that function of `node:fs/promises` has done its work for so many
 * paths with that text, the process is stopped until SIGCONT, and whoever started it gets the
 * message `paused`. So a test can kill it halfway, however slow the test itself is.
 */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs/promises');
const { syncBuiltinESMExports } = require('node:module');

const [name, part, count] = process.env.PAUSE_AT.split(' ');
const original = fs[name];
let done = 0;

fs[name] = async (...args) => {
  const result = await original.apply(fs, args);
  done += args.some((arg) => String(arg).includes(part)) ? 1 : 0;
  if (done === Number(count)) pause();
  return result;
};
syncBuiltinESMExports();

/**
 * Another process stops this one and tells so afterwards: a process that said it itself could get
 * its SIGCONT before it has stopped, and then never go on.
 */
function pause() {
  done += 1;
  const script = `kill -STOP ${process.pid} && echo '"paused"' >&3`;
  spawnSync('sh', ['-c', script], { stdio: ['ignore', 'ignore', 'inherit', process.channel.fd] });
}
