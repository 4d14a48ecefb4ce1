/*
 * Loaded into a program with `node --require`, and told PAUSE_AT, such as `rename output_images 60`:
 * once that function of `node:fs/promises` has done its work for so many paths with that text, the
 * process says `paused` to whoever started it and stops itself, until SIGCONT. So a test can kill it
 * halfway, however slow the test itself is.
 */
const fs = require('node:fs/promises');
const { syncBuiltinESMExports } = require('node:module');

const [name, part, count] = process.env.PAUSE_AT.split(' ');
const original = fs[name];
let done = 0;

fs[name] = async (...args) => {
  const result = await original.apply(fs, args);
  done += args.some((arg) => String(arg).includes(part)) ? 1 : 0;
  if (done === Number(count)) await pause();
  return result;
};
syncBuiltinESMExports();

function pause() {
  done += 1;
  return new Promise((resolve) => {
    process.send('paused', () => {
      process.kill(process.pid, 'SIGSTOP');
      resolve();
    });
  });
}
