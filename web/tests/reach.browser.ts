/** Programs that reach for files, sockets, clocks and input, of WASI 0.2 and 0.3. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { FileEntry, HostOptions, RunEvent } from '../model.ts';
import { Bench, type Component, type Options, type Ran } from './browser.ts';

let bench: Bench;
const programs = new Map<string, Component>();

before(async () => {
  bench = await Bench.start();
  for (const name of ['reach', 'net', 'files3', 'sockets3', 'cli']) {
    programs.set(name, await bench.component(`tests/components/${name}.wasm`));
  }
});

after(() => bench.stop());

function run(program: string, args: string[], host: HostOptions = {}, options: Options = {}): Promise<Ran> {
  const component = programs.get(program) ?? assert.fail(program);
  const files: [string, string][] = [['given/changed.txt', 'before'], ['given/gone.txt', 'gone']];
  const job = { kind: 'command', args: [program, ...args], env: [], stdin: '', files } as const;
  return component.run({ ...job, args: [...job.args], env: [], files }, { host, ...options });
}

async function lines(program: string, args: string[], host: HostOptions = {}): Promise<string[]> {
  const { stdout, stderr, outcome } = await run(program, args, host);
  assert.deepEqual(outcome, { kind: 'exited', code: 0 }, stderr);
  return stdout.trimEnd().split('\n');
}

const denied = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.kind === 'denied' ? [`${event.what}: ${event.reason.slice(0, 11)}`] : []));

test('a server and a client talk over TCP', async () => {
  assert.deepEqual(await lines('net', ['tcp']), ['listens 8080', 'taken true', 'same true', 'ping pong', 'end 0']);
  assert.deepEqual(await lines('net', ['tcp-large']), ['read 1000000']);
});

test('datagrams arrive, and the answer to them', async () => {
  assert.deepEqual(await lines('net', ['udp']), ['to one same true', 'back']);
});

test('outside the tab nothing can be reached, and the page is told why', async () => {
  const { stdout, events } = await run('net', ['outside']);
  assert.equal(stdout, 'true\ntrue\ntrue\n');
  assert.deepEqual(denied(events), [
    'tcp 192.0.2.1:80: server only',
    'name example.com: server only',
    'udp 192.0.2.1:80: server only',
  ]);
});

test('the only name is localhost', async () => {
  assert.deepEqual(await lines('net', ['names']), ['ipv4', 'ipv6']);
});

test('a seed repeats a run, for both tracks', async () => {
  const one = await lines('reach', ['random'], { seed: 7 });
  assert.deepEqual(await lines('reach', ['random'], { seed: 7 }), one);
  assert.notDeepEqual(await lines('reach', ['random'], { seed: 8 }), one);
  assert.notDeepEqual(await lines('reach', ['random']), await lines('reach', ['random']));
  assert.deepEqual(await lines('sockets3', ['random'], { seed: 7 }), await lines('sockets3', ['random'], { seed: 7 }));
});

test('working directory, environment and terminal are what the page says', async () => {
  const plain = ['cwd Some("/")', 'extra Err(NotPresent)', 'terminal false false'];
  assert.deepEqual(await lines('reach', ['surroundings']), plain);
  const host = { cwd: '/given', env: [['EXTRA', 'ö']] as [string, string][], terminal: true };
  const told = ['cwd Some("/given")', 'extra Ok("ö")', 'terminal true true'];
  assert.deepEqual(await lines('reach', ['surroundings'], host), told);
});

test('links, times and hashes', async () => {
  assert.deepEqual(await lines('reach', ['links']), [
    'link "file"',
    'through "text"',
    'links 2',
    'modified 1000.000000005s',
    'same true',
    'loop Some(ErrorCode { code: 15, name: "loop", ' +
      'message: "Too many levels of symbolic links, similar to `ELOOP` in POSIX." })',
    'hash true',
  ]);
});

test('what a run leaves behind is told', async () => {
  const { events } = await run('reach', ['leave'], { files: [{ path: 'more/b', bytes: Uint8Array.of(1) }] });
  const entries = events.flatMap((event) => (event.kind === 'files' ? event.entries : []));
  const line = ({ path, change, node }: FileEntry) => {
    const bytes = node.kind === 'file' && node.bytes !== null ? Uint8Array.from(node.bytes) : new Uint8Array();
    return `${change} ${node.kind} ${path} ${new TextDecoder().decode(bytes)}`.trim();
  };
  assert.deepEqual(entries.map(line), [
    'none directory given',
    'changed file given/changed.txt changed',
    'removed file given/gone.txt',
    'none directory more',
    'none file more/b',
    'made directory out',
    'made directory out/deep',
    'made file out/deep/made.txt made',
  ]);
});

test('a read-only tree can only be read', async () => {
  assert.deepEqual(await lines('reach', ['deny'], { read_only: true }), [
    'Err(PermissionDenied)',
    'Err(PermissionDenied)',
    'Err(PermissionDenied)',
    'Ok("gone")',
  ]);
});

test('several pollables are waited for at once', async () => {
  assert.deepEqual(await lines('reach', ['poll']), ['[1]', 'waited true', '[0]']);
});

test('a stream that is dropped before its pollable traps', async () => {
  const { outcome } = await run('reach', ['orphan']);
  assert.ok(outcome.kind === 'trapped' && /resource has children/.test(outcome.message), JSON.stringify(outcome));
});

test('ten thousand handles', async () => {
  assert.deepEqual(await lines('reach', ['handles', '10000']), ['10000']);
});

test('a program that never stops writing is ended, and says so', async () => {
  const { outcome, isCut, bytes } = await run('reach', ['flood'], {}, { outputBytes: 100_000 });
  assert.ok(outcome.kind === 'refused' && outcome.code === 'output-limit', JSON.stringify(outcome));
  assert.ok(isCut);
  assert.equal(bytes, 100_000);
});

test('an exit code of its own choice', async () => {
  assert.deepEqual((await run('reach', ['exit-with', '42'])).outcome, { kind: 'exited', code: 42 });
});

test('a program answers while its input is typed', async () => {
  const typed = (text: string) => ({ kind: 'stdin', bytes: new TextEncoder().encode(text) }) as const;
  const replies = [
    { after: '', inputs: [typed('one\ntw')] },
    { after: 'heard one\n', inputs: [typed('o\n')] },
    { after: 'heard two\n', inputs: [{ kind: 'stdin-end' as const }] },
  ];
  const { stdout, outcome } = await run('reach', ['answer'], { interactive: true }, { replies });
  assert.equal(stdout, 'heard one\nheard two\nend\n');
  assert.deepEqual(outcome, { kind: 'exited', code: 0 });
});

test('a lower ceiling on memory holds', async () => {
  assert.deepEqual(await lines('cli', ['hoard'], { memory_bytes: 200 << 20 }), ['3 blocks']);
});

test('ten megabytes of output, and how long they take', async () => {
  const { bytes, milliseconds } = await run('cli', ['blocks', '2560'], {}, { outputBytes: 1 << 24 });
  assert.equal(bytes, 2560 * 4096);
  console.log(`10 MB of stdout: ${milliseconds.toFixed(0)} ms from the start of the worker to its end`);
});

test('files of WASI 0.3: written, appended, read, linked, moved, listed, removed', async () => {
  assert.deepEqual(await lines('files3', ['files']), [
    '"hello world" ["d", "g", "given", "link"] 11 DescriptorType::RegularFile ' +
      'Some(ErrorCode::NoEntry) Some(ErrorCode::IsDirectory)',
  ]);
});

test('what a run leaves stays for the next of the same name', async () => {
  const change = async (keep?: string) => {
    const { events } = await run('files3', ['large', '1000'], keep === undefined ? {} : { keep });
    const entries = events.flatMap((event) => (event.kind === 'files' ? event.entries : []));
    return entries.find(({ path }) => path === 'f')?.change;
  };
  assert.equal(await change('a/b'), 'made');
  assert.equal(await change('a/b'), 'changed');
  assert.equal(await change('other'), 'made');
  assert.equal(await change(), 'made');
});

test('a large file of WASI 0.3 is streamed, and how long that takes', async () => {
  const { stdout, milliseconds } = await run('files3', ['large', '4000000']);
  assert.equal(stdout, '4000000\n');
  console.log(`4 MB written and read by streams of WASI 0.3: ${milliseconds.toFixed(0)} ms`);
});

test('a server and a client talk over TCP and UDP of WASI 0.3', async () => {
  assert.deepEqual(await lines('sockets3', ['tcp']), ['stressed Err(ErrorCode::ConnectionRefused)']);
  assert.deepEqual(await lines('sockets3', ['udp']), ['datagram true']);
});

test('outside the tab nothing can be reached by WASI 0.3 either', async () => {
  const { stdout, events } = await run('sockets3', ['outside']);
  assert.equal(stdout, 'Ok(2) Err(ErrorCode::AccessDenied) Err(ErrorCode::AccessDenied)\n');
  assert.deepEqual(denied(events), ['name example.com: server only', 'tcp 192.0.2.1:80: server only']);
});
