/** `wasi:sockets/types#tcp-socket` 0.3, where connections are streams of the component model. */

import type { Pipe } from '../bytes.ts';
import type { Family, SocketAddress } from '../network/address.ts';
import { networkError } from '../network/network.ts';
import { checkPositive, type TcpSocketCore } from '../network/tcp.ts';
import { ready } from '../waiting.ts';
import { coded, type ErrorCode, nothingFor, settled } from './coded.ts';
import { drain, type GuestStream, OK, type Settled, toGuest } from './streams.ts';

type Sent = Settled<ErrorCode>;

/** A TCP socket; `create` is its run's to add. */
export abstract class TcpSocket {
  private isSending = false;
  private isReceiving = false;

  constructor(private readonly core: TcpSocketCore) {}

  /** A socket for a connection that came in. */
  protected abstract accepted(core: TcpSocketCore): TcpSocket;

  bind(address: SocketAddress): void {
    coded(() => this.core.bind(address));
  }

  connect(remote: SocketAddress): void {
    coded(() => this.core.connect(remote));
  }

  listen(): AsyncIterable<TcpSocket> {
    coded(() => this.core.listen());
    const { core } = this;
    const accepted = (each: TcpSocketCore) => this.accepted(each);
    return {
      async *[Symbol.asyncIterator]() {
        for (;;) {
          await ready(core.readable);
          const next = core.accept();
          if (next !== undefined) yield accepted(next);
        }
      },
    };
  }

  async send(data: GuestStream): Promise<Sent> {
    try {
      if (this.isSending) throw networkError('invalid-state');
      const { sends } = this.core.connected();
      this.isSending = true;
      await this.pump(data, sends);
      return OK;
    } catch (fault) {
      (data as GuestStream & Partial<Disposable>)[Symbol.dispose]?.();
      return settled(fault);
    }
  }

  receive(): [AsyncIterable<Uint8Array>, Promise<Sent>] {
    try {
      if (this.isReceiving) throw networkError('invalid-state');
      const { receives } = this.core.connected();
      this.isReceiving = true;
      return toGuest(receives, settled);
    } catch (fault) {
      return nothingFor(fault);
    }
  }

  getLocalAddress(): SocketAddress {
    return coded(() => this.core.localAddress());
  }

  getRemoteAddress(): SocketAddress {
    return coded(() => this.core.remoteAddress());
  }

  getIsListening(): boolean {
    return this.core.isListening;
  }

  getAddressFamily(): Family {
    return this.core.family;
  }

  setListenBacklogSize(size: bigint): void {
    coded(() => this.core.setBacklog(size));
  }

  getKeepAliveEnabled(): boolean {
    return this.core.options.keepAlive;
  }

  setKeepAliveEnabled(value: boolean): void {
    this.core.options.keepAlive = value;
  }

  getKeepAliveIdleTime(): bigint {
    return this.core.options.keepAliveIdle;
  }

  setKeepAliveIdleTime(value: bigint): void {
    coded(() => checkPositive(value));
    this.core.options.keepAliveIdle = value;
  }

  getKeepAliveInterval(): bigint {
    return this.core.options.keepAliveInterval;
  }

  setKeepAliveInterval(value: bigint): void {
    coded(() => checkPositive(value));
    this.core.options.keepAliveInterval = value;
  }

  getKeepAliveCount(): number {
    return this.core.options.keepAliveCount;
  }

  setKeepAliveCount(value: number): void {
    coded(() => checkPositive(value));
    this.core.options.keepAliveCount = value;
  }

  getHopLimit(): number {
    return this.core.options.hopLimit;
  }

  setHopLimit(value: number): void {
    coded(() => checkPositive(value));
    this.core.options.hopLimit = value;
  }

  getReceiveBufferSize(): bigint {
    return this.core.options.receiveBuffer;
  }

  setReceiveBufferSize(value: bigint): void {
    coded(() => checkPositive(value));
    this.core.options.receiveBuffer = value;
  }

  getSendBufferSize(): bigint {
    return this.core.options.sendBuffer;
  }

  setSendBufferSize(value: bigint): void {
    coded(() => checkPositive(value));
    this.core.options.sendBuffer = value;
  }

  /** What was sent stays readable at the other end; a receiving stream that lives goes on. */
  [Symbol.dispose](): void {
    this.core.close();
    if (this.core.isConnected && !this.isSending) this.core.connected().sends.close();
  }

  private async pump(data: GuestStream, sends: Pipe): Promise<void> {
    await drain(data, async (bytes) => {
      await ready(sends.writable);
      sends.room();
      sends.put(bytes);
    });
    sends.close();
  }
}
