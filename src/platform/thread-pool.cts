/*
 * Loaded with `node --require`, before libuv creates its thread pool. SQLite, sharp and the file
 * system share this pool. With libuv's default of four threads, a click would wait behind pictures
 * being drawn.
 */
process.env['UV_THREADPOOL_SIZE'] ??= '8';
