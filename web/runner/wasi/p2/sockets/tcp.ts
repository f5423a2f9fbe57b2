/** `wasi:sockets/tcp` 0.2. Everything that is started here is finished at once. */

import { Failure } from '../../failure.ts';
import type { Family, SocketAddress } from '../../network/address.ts';
import { networkError } from '../../network/network.ts';
import { checkPositive, type TcpSocketCore } from '../../network/tcp.ts';
import { Parent } from '../../parent.ts';
import { Pollable } from '../poll.ts';
import { codedSink, InputStream, OutputStream } from '../streams.ts';

type Step = 'bind' | 'connect' | 'listen';

/** `wasi:sockets/tcp#tcp-socket` */
export class TcpSocket extends Parent {
  /** What was started and not finished yet. */
  private step: Step | undefined;
  private remote: SocketAddress | undefined;

  constructor(private readonly core: TcpSocketCore) {
    super();
  }

  startBind(_network: unknown, address: SocketAddress): void {
    this.checkIdle();
    this.core.bind(address);
    this.step = 'bind';
  }

  finishBind(): void {
    this.finish('bind');
  }

  startConnect(_network: unknown, remote: SocketAddress): void {
    this.checkIdle();
    this.core.checkConnectable(remote);
    this.remote = remote;
    this.step = 'connect';
  }

  finishConnect(): [InputStream, OutputStream] {
    const { remote } = this;
    this.finish('connect');
    if (remote === undefined) throw new Failure('not-in-progress');
    this.core.connect(remote);
    return this.streams();
  }

  startListen(): void {
    this.checkIdle();
    // 0.3 binds by itself; here that is the program's to do.
    if (!this.core.isBound) throw networkError('invalid-state');
    this.core.listen();
    this.step = 'listen';
  }

  finishListen(): void {
    this.finish('listen');
  }

  accept(): [TcpSocket, InputStream, OutputStream] {
    const core = this.core.accept();
    if (core === undefined) throw new Failure('would-block');
    const accepted = new TcpSocket(core);
    return [accepted, ...accepted.streams()];
  }

  localAddress(): SocketAddress {
    return this.core.localAddress();
  }

  remoteAddress(): SocketAddress {
    return this.core.remoteAddress();
  }

  isListening(): boolean {
    return this.core.isListening;
  }

  addressFamily(): Family {
    return this.core.family;
  }

  setListenBacklogSize(size: bigint): void {
    this.core.setBacklog(size);
  }

  keepAliveEnabled(): boolean {
    return this.core.options.keepAlive;
  }

  setKeepAliveEnabled(value: boolean): void {
    this.core.options.keepAlive = value;
  }

  keepAliveIdleTime(): bigint {
    return this.core.options.keepAliveIdle;
  }

  setKeepAliveIdleTime(value: bigint): void {
    checkPositive(value);
    this.core.options.keepAliveIdle = value;
  }

  keepAliveInterval(): bigint {
    return this.core.options.keepAliveInterval;
  }

  setKeepAliveInterval(value: bigint): void {
    checkPositive(value);
    this.core.options.keepAliveInterval = value;
  }

  keepAliveCount(): number {
    return this.core.options.keepAliveCount;
  }

  setKeepAliveCount(value: number): void {
    checkPositive(value);
    this.core.options.keepAliveCount = value;
  }

  hopLimit(): number {
    return this.core.options.hopLimit;
  }

  setHopLimit(value: number): void {
    checkPositive(value);
    this.core.options.hopLimit = value;
  }

  receiveBufferSize(): bigint {
    return this.core.options.receiveBuffer;
  }

  setReceiveBufferSize(value: bigint): void {
    checkPositive(value);
    this.core.options.receiveBuffer = value;
  }

  sendBufferSize(): bigint {
    return this.core.options.sendBuffer;
  }

  setSendBufferSize(value: bigint): void {
    checkPositive(value);
    this.core.options.sendBuffer = value;
  }

  subscribe(): Pollable {
    // What it waits for changes when it begins to listen.
    const { core } = this;
    const waitable = {
      isReady: () => core.readable.isReady(),
      onReady: (wake: () => void) => core.readable.onReady(wake),
    };
    return this.adopt(new Pollable(waitable));
  }

  shutdown(type: 'receive' | 'send' | 'both'): void {
    const { receives, sends } = this.core.connected();
    if (type !== 'send') receives.abandon();
    if (type !== 'receive') sends.close();
  }

  protected override dropped(): void {
    this.core.close();
  }

  private streams(): [InputStream, OutputStream] {
    const { receives, sends } = this.core.connected();
    return [this.adopt(new InputStream(receives)), this.adopt(new OutputStream(codedSink(sends, 'sockets')))];
  }

  private checkIdle(): void {
    if (this.step !== undefined) throw new Failure('concurrency-conflict');
  }

  private finish(step: Step): void {
    if (this.step !== step) throw new Failure('not-in-progress');
    this.step = undefined;
    this.remote = undefined;
  }
}
