/*
 * Loaded with `node --require`, before libuv creates its thread pool. SQLite and the file system
 * share this pool. With libuv's default of four threads, a click would wait behind files being synced
 * to the disk.
 */
process.env['UV_THREADPOOL_SIZE'] ??= '8';
