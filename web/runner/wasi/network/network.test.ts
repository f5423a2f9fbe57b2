import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Failure } from '../failure.ts';
import { sockets3 } from '../p3/sockets.ts';
import { type IpAddress, literal, LOOPBACK_4, type SocketAddress, text, withPort } from './address.ts';
import { lookUp } from './network.ts';
import { TcpNetwork, TcpSocketCore } from './tcp.ts';
import { UdpNetwork, UdpSocketCore } from './udp.ts';

const local = (port: number): SocketAddress => withPort(LOOPBACK_4, port);
const any = (port: number): SocketAddress => withPort({ tag: 'ipv4', val: [0, 0, 0, 0] }, port);

function fails(code: string, work: () => unknown): void {
  assert.throws(work, (fault: unknown) => fault instanceof Failure && fault.payload === code);
}

function tcp() {
  const denied: string[] = [];
  const network = new TcpNetwork((what) => void denied.push(what));
  return { denied, socket: () => new TcpSocketCore(network, 'ipv4') };
}

function of3() {
  const deny = () => {};
  return sockets3(new TcpNetwork(deny), new UdpNetwork(deny), deny)['wasi:sockets/types'];
}

test('addresses are read and written as people do', () => {
  const written = (address: IpAddress | undefined) => (address === undefined ? undefined : text(withPort(address, 1)));
  assert.equal(written(literal('10.0.0.255')), '10.0.0.255:1');
  assert.equal(written(literal('10.0.0.256')), undefined);
  assert.equal(written(literal('::1')), '[0:0:0:0:0:0:0:1]:1');
  assert.equal(written(literal('[fe80::a:b]')), '[fe80:0:0:0:0:0:a:b]:1');
  assert.equal(written(literal('1:2:3:4:5:6:7:8:9')), undefined);
  assert.equal(written(literal('example.com')), undefined);
});

test('a name is of this tab, or denied, or no name', () => {
  const denied: string[] = [];
  const look = (name: string) => lookUp(name, (what) => void denied.push(what));
  assert.equal(look('LOCALHOST.').length, 2);
  assert.deepEqual(look('127.0.0.1'), [LOOPBACK_4]);
  fails('access-denied', () => look('example.com'));
  fails('invalid-argument', () => look('no name'));
  assert.deepEqual(denied, ['name example.com']);
});

test('an address is held by one socket, and given back', () => {
  const { socket } = tcp();
  const one = socket();
  one.bind(local(80));
  fails('address-in-use', () => socket().bind(local(80)));
  fails('address-in-use', () => socket().bind(any(80)));
  fails('invalid-state', () => one.bind(local(81)));
  one.close();
  socket().bind(any(80));
  fails('address-not-bindable', () => socket().bind(withPort({ tag: 'ipv4', val: [10, 0, 0, 1] }, 80)));
  fails('invalid-argument', () => socket().bind(withPort({ tag: 'ipv6', val: [0, 0, 0, 0, 0, 0, 0, 1] }, 80)));
});

test('a connection reaches whoever listens, on every address too, and nobody else', () => {
  const { socket, denied } = tcp();
  fails('connection-refused', () => socket().connect(local(80)));
  const server = socket();
  server.bind(any(80));
  fails('connection-refused', () => socket().connect(local(80)));
  server.setBacklog(1n);
  server.listen();
  const client = socket();
  client.connect(local(80));
  fails('connection-refused', () => socket().connect(local(80)));
  const accepted = server.accept() ?? assert.fail('it waits');
  assert.deepEqual(accepted.remoteAddress(), client.localAddress());
  assert.equal(text(accepted.localAddress()), '127.0.0.1:80');
  assert.equal(server.accept(), undefined);
  fails('access-denied', () => socket().connect(withPort({ tag: 'ipv4', val: [192, 0, 2, 1] }, 80)));
  fails('invalid-argument', () => socket().connect(local(0)));
  assert.deepEqual(denied, ['tcp 192.0.2.1:80']);
});

test('closing a listener ends the connections that wait, and writing to nobody breaks', () => {
  const { socket } = tcp();
  const server = socket();
  server.bind(local(80));
  server.listen();
  const client = socket();
  client.connect(local(80));
  server.close();
  const { receives, sends } = client.connected();
  assert.equal(receives.take(1), null);
  fails('connection-reset', () => sends.room());
});

test('datagrams go to whom they are sent, or are lost', () => {
  const network = new UdpNetwork(() => {});
  const socket = () => new UdpSocketCore(network, 'ipv4');
  const [one, other, third] = [socket(), socket(), socket()];
  one.bind(local(7000));
  other.send(Uint8Array.of(1), local(7000));
  other.send(Uint8Array.of(2), local(7001));
  const [datagram] = one.receive(10);
  assert.deepEqual(datagram?.data, Uint8Array.of(1));
  one.connect(datagram?.remoteAddress);
  third.send(Uint8Array.of(3), local(7000));
  assert.deepEqual(one.receive(10), []);
  fails('invalid-argument', () => one.send(Uint8Array.of(4), local(9)));
  fails('invalid-argument', () => third.send(Uint8Array.of(4), undefined));
  fails('datagram-too-large', () => third.send(new Uint8Array(70_000), local(7000)));
  fails('invalid-state', () => socket().receive(1));
});

test('two that wait for datagrams in 0.3 get one each, however they come', async () => {
  const { UdpSocket } = of3();
  const [one, other] = [UdpSocket.create('ipv4'), UdpSocket.create('ipv4')];
  one.bind(local(7000));
  const received = [one.receive(), one.receive()];
  other.send(Uint8Array.of(1), local(7000));
  await new Promise((resolve) => setTimeout(resolve, 1));
  other.send(Uint8Array.of(2), local(7000));
  const datagrams = await Promise.all(received);
  assert.deepEqual(datagrams.map(([data]) => data[0]), [1, 2]);
});

test('there are as many ephemeral ports as there are, and no more', () => {
  const { socket } = tcp();
  for (let count = 0; count < 16384; count += 1) socket().bind(local(0));
  fails('address-in-use', () => socket().bind(local(0)));
});
