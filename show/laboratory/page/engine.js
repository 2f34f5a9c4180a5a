// How the page asks the engine: over HTTP where `circsim explore` serves it, through a worker where it is WebAssembly.

const transport = document.querySelector('meta[name="circsim-engine"]').content;

// ask gives the engine's answer to a method. Its error is one line for people; a request that is aborted rejects with AbortError.
export const ask = transport === 'wasm' ? throughWorker() : overHTTP;

async function overHTTP(method, request, {signal} = {}) {
  let response;
  try {
    response = await fetch(`api/${method}`, {
      method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(request), signal,
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Error('The engine does not answer: is circsim explore still running?');
  }
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

function throughWorker() {
  const worker = new Worker('worker.js');
  const waiting = new Map();
  let last = 0;
  worker.onmessage = ({data}) => {
    const asked = waiting.get(data.id);
    if (!asked) return;
    waiting.delete(data.id);
    if (data.error !== undefined) asked.reject(new Error(data.error));
    else asked.resolve(typeof data.answer === 'string' ? JSON.parse(data.answer) : data.answer);
  };
  worker.onerror = event => {
    for (const asked of waiting.values()) asked.reject(new Error(`The engine stopped: ${event.message}`));
    waiting.clear();
  };
  return (method, request, {signal} = {}) => new Promise((resolve, reject) => {
    const id = ++last;
    const aborted = () => {
      waiting.delete(id);
      worker.postMessage({cancel: id});
      reject(new DOMException('out of date', 'AbortError'));
    };
    if (signal?.aborted) return aborted();
    signal?.addEventListener('abort', aborted, {once: true});
    waiting.set(id, {resolve, reject});
    worker.postMessage({id, method, request});
  });
}
