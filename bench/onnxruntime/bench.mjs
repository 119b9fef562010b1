// Times one ONNX file in ONNX Runtime on the processor: node bench.mjs model.onnx [size] [threads]
// Once, before: npm install --ignore-scripts
import ort from 'onnxruntime-node';

const [file, size = '640', threads = '2'] = process.argv.slice(2);
if (!file) {
  console.error('usage: node bench.mjs model.onnx [size] [threads]');
  process.exit(2);
}

const session = await ort.InferenceSession.create(file, {
  intraOpNumThreads: Number(threads),
  interOpNumThreads: 1,
  graphOptimizationLevel: 'all',
});
const side = Number(size);
const input = new ort.Tensor('float32', Float32Array.from({ length: 3 * side * side }, (_, i) => (i % 255) / 255), [1, 3, side, side]);
const feeds = { [session.inputNames[0]]: input };

for (let i = 0; i < 10; i++) await session.run(feeds);
const times = [];
for (let i = 0; i < 50; i++) {
  const start = process.hrtime.bigint();
  await session.run(feeds);
  times.push(Number(process.hrtime.bigint() - start) / 1e6);
}
times.sort((a, b) => a - b);
console.log(`${ort.env.versions?.node ?? 'onnxruntime-node'}: median ${times[25].toFixed(1)} ms, best ${times[0].toFixed(1)} ms, ${threads} threads, ${side}x${side}`);
