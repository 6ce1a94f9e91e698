/** Preloaded into each child of the supervisor: when the supervisor is gone, even by SIGKILL, the child stops as on SIGTERM. */
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
