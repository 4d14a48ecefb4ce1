/*
 * Loaded into the bot with `node --require`: the bot ends when the process that started it is gone,
 * even if that one was killed. What is under way is in the bot's database, so it may end at once.
 */
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.channel?.unref();
