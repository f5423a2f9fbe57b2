/**
 * Resources that have others hanging on them. WASI lets a host trap when such a one is dropped
 * before its children. Wasmtime does, so this host does too: what runs here runs there.
 */

/** A resource that has children, and may be a child itself. */
export class Parent {
  private children = 0;
  private parent: Parent | undefined;
  private isDropped = false;

  /** Makes `child` a child of this. */
  adopt<Child extends Parent>(child: Child): Child {
    child.parent = this;
    this.children += 1;
    return child;
  }

  /** Dropped by the component, or handed over for good; traps while children live. */
  [Symbol.dispose](): void {
    if (this.isDropped) return;
    this.checkChildless();
    this.isDropped = true;
    if (this.parent !== undefined) this.parent.children -= 1;
    this.dropped();
  }

  /** Traps while children live. */
  protected checkChildless(): void {
    if (this.children === 0) return;
    throw new WebAssembly.RuntimeError(
      'resource has children: it was dropped or finished while a stream or pollable that came from it ' +
        `lives (${this.children} in all); drop those first`,
    );
  }

  /** What dropping does besides. */
  protected dropped(): void {}
}
