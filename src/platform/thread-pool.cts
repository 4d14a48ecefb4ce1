/*
 * Loaded with `node --require`, before libuv makes its thread pool: SQLite, sharp and the file system
 * share it, and with libuv's four threads a click would wait behind pictures being drawn.
 */
process.env['UV_THREADPOOL_SIZE'] ??= '8';
