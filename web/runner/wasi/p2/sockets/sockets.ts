/** `wasi:sockets` 0.2 over the network of the run. */

import type { Family, IpAddress } from '../../network/address.ts';
import { type Deny, lookUp } from '../../network/network.ts';
import { type TcpNetwork, TcpSocketCore } from '../../network/tcp.ts';
import { type UdpNetwork, UdpSocketCore } from '../../network/udp.ts';
import { Parent } from '../../parent.ts';
import { Pollable } from '../poll.ts';
import type { IoError } from '../streams.ts';
import { TcpSocket } from './tcp.ts';
import { IncomingDatagramStream, OutgoingDatagramStream, UdpSocket } from './udp.ts';

/** `wasi:sockets/network#network`; a handle without rights, for there is one network only. */
class Network {}

/** `wasi:sockets/ip-name-lookup#resolve-address-stream`; the answer is known at once. */
class ResolveAddressStream extends Parent {
  constructor(private readonly addresses: IpAddress[]) {
    super();
  }

  resolveNextAddress(): IpAddress | undefined {
    return this.addresses.shift();
  }

  subscribe(): Pollable {
    return this.adopt(new Pollable());
  }
}

/** The interfaces of `wasi:sockets` 0.2. */
export function sockets(tcp: TcpNetwork, udp: UdpNetwork, deny: Deny) {
  return {
    'wasi:sockets/network': { Network, networkErrorCode: (error: IoError) => error.codeOf('sockets') },
    'wasi:sockets/instance-network': { instanceNetwork: () => new Network() },
    'wasi:sockets/ip-name-lookup': {
      ResolveAddressStream,
      resolveAddresses: (_network: Network, name: string) => new ResolveAddressStream(lookUp(name, deny)),
    },
    'wasi:sockets/tcp': { TcpSocket },
    'wasi:sockets/tcp-create-socket': {
      createTcpSocket: (family: Family) => new TcpSocket(new TcpSocketCore(tcp, family)),
    },
    'wasi:sockets/udp': { UdpSocket, IncomingDatagramStream, OutgoingDatagramStream },
    'wasi:sockets/udp-create-socket': {
      createUdpSocket: (family: Family) => new UdpSocket(new UdpSocketCore(udp, family)),
    },
  };
}
