// Writes .br and .gz beside each built file that shrinks, so that the server never compresses a page while it serves one.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const assets = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'client', 'assets');

for (const name of readdirSync(assets, { recursive: true }).filter((file) => /\.(?:js|css|svg|json)$/.test(file))) {
  const file = join(assets, name);
  const bytes = readFileSync(file);
  if (bytes.length < 512) continue;
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  writeFileSync(`${file}.br`, br);
  writeFileSync(`${file}.gz`, gz);
}
