/** Loaded into a process before everything else: on SIGUSR2 its event loop stands still for ever. */
process.on('SIGUSR2', () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
