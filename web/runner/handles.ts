/** The live resources that a run handed out, by number; they end with the run. */
export class Handles {
  private readonly numbers = new Map<object, number>();

  /** Keeps `resource` and gives its number, the same one each time. */
  put(resource: object): number {
    const known = this.numbers.get(resource);
    if (known !== undefined) return known;
    this.numbers.set(resource, this.numbers.size);
    return this.numbers.size - 1;
  }
}
