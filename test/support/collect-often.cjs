'use strict';
// Collects garbage again and again: on Node 20, `fetch` then loses sight of its signal.
const v8 = require('node:v8');
const vm = require('node:vm');

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');
setInterval(() => collect(), 500).unref();
