// Zip archives as users get them, unpacked.

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';

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

/** An archive of `[path, text]` as they are, unpacked and with whatever paths. */
export function zip(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [path, text] of files) {
    const [name, contents] = [Buffer.from(path), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(contents), 10);
    common.writeUInt32LE(contents.length, 14);
    common.writeUInt32LE(contents.length, 18);
    common.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, contents]);
    parts.push(local);
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, place, name);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}
