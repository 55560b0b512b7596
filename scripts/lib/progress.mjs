/** Shows what is going on: a line that counts the seconds on a terminal, plain lines elsewhere. */
export async function step(words, work) {
  const start = Date.now();
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
  const live = process.stdout.isTTY === true;
  if (!live) console.log(`${words} …`);
  const timer = live
    ? setInterval(() => process.stdout.write(`\r\x1b[K${words} … ${seconds()}`), 100)
    : undefined;
  try {
    const result = await work();
    clearInterval(timer);
    process.stdout.write(`${live ? '\r\x1b[K' : ''}${words}: done in ${seconds()}\n`);
    return result;
  } catch (error) {
    clearInterval(timer);
    process.stdout.write(`${live ? '\r\x1b[K' : ''}${words}: failed after ${seconds()}\n`);
    throw error;
  }
}

/** An end that needs no stack: one line for the person at the terminal. */
export class Stop extends Error {}
