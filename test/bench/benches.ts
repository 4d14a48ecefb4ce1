import type { Bench } from './bench.js';

/** Every bench by its name; each is loaded when it runs. */
export const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  persistence: async () => (await import('./persistence-bench.js')).persistenceBench,
  queue: async () => (await import('./queue-bench.js')).queueBench,
  start: async () => (await import('./start-bench.js')).startBench,
  cli: async () => (await import('./cli-bench.js')).cliBench,
  storage: async () => (await import('./storage-bench.js')).storageBench,
  cleanup: async () => (await import('./cleanup-bench.js')).cleanupBench,
  clicks: async () => (await import('./clicks-bench.js')).clicksBench,
  mention: async () => (await import('./mention-bench.js')).mentionBench,
  'hostile-pictures': async () =>
    (await import('./hostile-pictures-bench.js')).hostilePicturesBench,
  outage: async () => (await import('./outage-bench.js')).outageBench,
  scale: async () => (await import('./scale-bench.js')).scaleBench,
  volume: async () => (await import('./volume-bench.js')).volumeBench,
  history: async () => (await import('./history-bench.js')).historyBench,
  encryption: async () => (await import('./encryption-bench.js')).encryptionBench,
  memory: async () => (await import('./memory-bench.js')).memoryBench,
};
