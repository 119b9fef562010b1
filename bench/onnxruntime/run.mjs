// Runs one ONNX file in ONNX Runtime on raw single-precision inputs:
// node run.mjs model.onnx [input.bin 1x3x64x64 output-prefix]…
// Writes each output to PREFIX.INDEX.bin and prints one line of JSON for each input: name and shape of each output.
// Once, before: npm install --ignore-scripts
import { readFileSync, writeFileSync } from 'node:fs';
import ort from 'onnxruntime-node';

const [file, ...rest] = process.argv.slice(2);
const session = await ort.InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1, graphOptimizationLevel: 'all' });
for (let i = 0; i + 2 < rest.length; i += 3) {
  const [path, shape, prefix] = rest.slice(i, i + 3);
  const bytes = readFileSync(path);
  const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const results = await session.run({ [session.inputNames[0]]: new ort.Tensor('float32', numbers, shape.split('x').map(Number)) });
  const described = session.outputNames.map((name, index) => {
    const { data, dims } = results[name];
    writeFileSync(`${prefix}.${index}.bin`, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    return { name, shape: dims };
  });
  console.log(JSON.stringify(described));
}
