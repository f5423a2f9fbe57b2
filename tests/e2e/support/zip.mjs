// Zip archives as users get them, unpacked.

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

const CENTRAL = 0x02014b50;
const STORED = 0;

/** Writes the files of an archive below `folder`, and gives their paths. */
export async function unzip(archive, folder) {
  const paths = [];
  for (const { path, contents } of entries(archive)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), contents);
    paths.push(path);
  }
  return paths;
}

/** Path and contents of each file, by the directory at the end of the archive. */
function* entries(archive) {
  const end = archive.length - 22;
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== CENTRAL) throw new Error(`no entry at ${at}`);
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(from, from + archive.readUInt32LE(at + 20));
    yield {
      path: archive.toString('utf8', at + 46, at + 46 + name),
      contents: archive.readUInt16LE(at + 10) === STORED ? packed : inflateRawSync(packed),
    };
    at += 46 + name + extra + comment;
  }
}
