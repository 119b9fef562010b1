// Times two ONNX files against each other in ONNX Runtime on the processor, in turn, so that what else the machine does strikes both alike:
// node compare.mjs ours.onnx reference.onnx [size] [threads] [rounds]
// Once, before: npm install --ignore-scripts
import ort from 'onnxruntime-node';

const [ours, reference, size = '640', threads = '2', rounds = '200'] = process.argv.slice(2);
if (!reference) {
  console.error('usage: node compare.mjs ours.onnx reference.onnx [size] [threads] [rounds]');
  process.exit(2);
}

const side = Number(size);
const input = new ort.Tensor('float32', Float32Array.from({ length: 3 * side * side }, (_, i) => (i % 255) / 255), [1, 3, side, side]);
const open = file => ort.InferenceSession.create(file, { intraOpNumThreads: Number(threads), interOpNumThreads: 1, graphOptimizationLevel: 'all' });
const sessions = [await open(ours), await open(reference)];
const run = async session => {
  const start = process.hrtime.bigint();
  await session.run({ [session.inputNames[0]]: input });
  return Number(process.hrtime.bigint() - start) / 1e6;
};

for (let i = 0; i < 10; i++) for (const session of sessions) await run(session);
const times = [[], []];
for (let i = 0; i < Number(rounds); i++) {
  // Who goes first changes, so that neither always finds the other's traces in the caches.
  for (const which of i % 2 ? [0, 1] : [1, 0]) times[which].push(await run(sessions[which]));
}

const median = list => [...list].sort((a, b) => a - b)[list.length >> 1];
const [mine, theirs] = times.map(list => ({ median: median(list), best: Math.min(...list) }));
const ratios = times[0].map((time, i) => time / times[1][i]);
console.log(`ours      median ${mine.median.toFixed(2)} ms   best ${mine.best.toFixed(2)} ms`);
console.log(`reference median ${theirs.median.toFixed(2)} ms   best ${theirs.best.toFixed(2)} ms`);
console.log(`ours / reference: medians ${(mine.median / theirs.median).toFixed(3)}, bests ${(mine.best / theirs.best).toFixed(3)}, median of the rounds' ratios ${median(ratios).toFixed(3)}; ${threads} threads, ${side}x${side}, ${rounds} rounds`);
