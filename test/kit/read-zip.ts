import { spawnSync } from 'node:child_process';

const READ = `
import io, json, sys, zipfile
archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
assert archive.testzip() is None
print(json.dumps({one.filename: archive.read(one).decode('utf-8', 'replace') for one in archive.infolist()}))
`;

/** The files of a ZIP archive, each held against its sum by another program than ours. */
export const readZip = (bytes: Buffer): Readonly<Record<string, string>> => {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', READ], {
    input: bytes,
    maxBuffer: 64 * 1024 * 1024,
    timeout: 20_000,
  });
  if (status !== 0) throw new Error(`this is no ZIP archive: ${stderr.toString()}`);
  return JSON.parse(stdout.toString()) as Record<string, string>;
};
