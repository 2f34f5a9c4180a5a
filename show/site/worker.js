// The web worker that runs the engine, a WebAssembly file beside it. Messages that come before it has started wait.
importScripts('wasm_exec.js');

const early = [];
onmessage = ({data}) => early.push(data);

// The engine calls ready when it has set onmessage.
self.ready = () => {
  for (const data of early) onmessage({data});
};

async function start() {
  const go = new Go();
  const response = await fetch('circsim.wasm');
  if (!response.ok) throw new Error(`circsim.wasm: ${response.status} ${response.statusText}`);
  const {instance} = await WebAssembly.instantiate(await response.arrayBuffer(), go.importObject);
  await go.run(instance);
}

start().catch(error => {
  const answer = ({id}) => postMessage({id, error: `The engine cannot start: ${error.message}`});
  early.forEach(answer);
  onmessage = ({data}) => answer(data);
});
