/**
 * `wasi:sockets` 0.2: a browser has no sockets. Every interface is present, so that programs which
 * merely link to it run, and every way to make a socket is answered with `not-supported`.
 */

import { Failure } from './failure.ts';

/** A resource that no component can get hold of here, so that none of its methods is ever called. */
export abstract class NeverMade {}

/** `wasi:sockets/network#network`; a handle without rights. */
class Network {}
class TcpSocket extends NeverMade {}
class UdpSocket extends NeverMade {}
class IncomingDatagramStream extends NeverMade {}
class OutgoingDatagramStream extends NeverMade {}
class ResolveAddressStream extends NeverMade {}

/** The interfaces of `wasi:sockets` 0.2. */
export function sockets() {
  return {
    'wasi:sockets/network': { Network, networkErrorCode: () => undefined },
    'wasi:sockets/instance-network': { instanceNetwork: () => new Network() },
    'wasi:sockets/ip-name-lookup': { ResolveAddressStream, resolveAddresses: refuse },
    'wasi:sockets/tcp': { TcpSocket },
    'wasi:sockets/tcp-create-socket': { createTcpSocket: refuse },
    'wasi:sockets/udp': { UdpSocket, IncomingDatagramStream, OutgoingDatagramStream },
    'wasi:sockets/udp-create-socket': { createUdpSocket: refuse },
  };
}

function refuse(): never {
  throw new Failure('not-supported');
}
