/** `wasi:sockets` 0.3. */

import type { Family, IpAddress } from '../network/address.ts';
import { type Deny, lookUp } from '../network/network.ts';
import { type TcpNetwork, TcpSocketCore } from '../network/tcp.ts';
import { type UdpNetwork, UdpSocketCore } from '../network/udp.ts';
import { coded } from './coded.ts';
import { TcpSocket } from './tcp.ts';
import { UdpSocket } from './udp.ts';

/** The interfaces of `wasi:sockets` 0.3. */
export function sockets3(tcp: TcpNetwork, udp: UdpNetwork, deny: Deny) {
  // Sockets are made by a static function of their class, so each run has classes of its own.
  class OwnTcpSocket extends TcpSocket {
    static create(family: Family): OwnTcpSocket {
      return new OwnTcpSocket(new TcpSocketCore(tcp, family));
    }

    protected override accepted(core: TcpSocketCore): OwnTcpSocket {
      return new OwnTcpSocket(core);
    }
  }
  class OwnUdpSocket extends UdpSocket {
    static create(family: Family): OwnUdpSocket {
      return new OwnUdpSocket(new UdpSocketCore(udp, family));
    }
  }
  return {
    'wasi:sockets/types': { TcpSocket: OwnTcpSocket, UdpSocket: OwnUdpSocket },
    'wasi:sockets/ip-name-lookup': {
      resolveAddresses: (name: string): IpAddress[] => coded(() => lookUp(name, deny)),
    },
  };
}
