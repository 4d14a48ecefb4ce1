/*
 * Loaded into a program with `node --require`, and told DIE_AT: the process kills itself as
 * soon as it fetches an address, or reads a file, that holds this text. So it dies over the
 * same work each time.
 */
const fs = require('node:fs/promises');
const { syncBuiltinESMExports } = require('node:module');

const deadly = process.env.DIE_AT;
const dieOver = (what) => {
  if (String(what).includes(deadly)) process.kill(process.pid, 'SIGKILL');
};

const { fetch } = globalThis;
globalThis.fetch = async (input, init) => {
  dieOver(input instanceof Request ? input.url : input);
  return fetch(input, init);
};

for (const name of ['open', 'readFile']) {
  const original = fs[name];
  fs[name] = async (...args) => {
    dieOver(args[0]);
    return original.apply(fs, args);
  };
}
syncBuiltinESMExports();
