/*
 * Loaded into the bot with `node --require`: ends the bot when its parent process ends, even by a
 * kill. Active work is in the bot's database, so the bot may end at once.
 */
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.channel?.unref();
