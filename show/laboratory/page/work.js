// Work that follows the newest state: one piece at a time, and what is out of date is given up.

const patience = 150; // milliseconds that a piece may still take when its state is out of date

// newest gives a function that calls work(signal) for the state of now. Calls while it works are answered by one more piece of
// work at its end, so that a slider that moves on and on is followed. The promise is kept when nothing is left to do.
export function newest(work) {
  let wanted = 0, done = 0, abort = null, settled = null;
  async function all() {
    while (done < wanted) {
      const aim = wanted;
      abort = new AbortController();
      await work(abort.signal);
      done = aim;
    }
    settled = null;
  }
  return () => {
    wanted++;
    const late = abort;
    if (settled) setTimeout(() => { if (abort === late) late?.abort(); }, patience);
    settled ??= all();
    return settled;
  };
}

// paused calls work once no call has come for a time.
export function paused(work, milliseconds) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  };
}
