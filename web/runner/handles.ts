/** The live resources that a run handed out, by number; they end with the run. */
export class Handles {
  private readonly resources: object[] = [];

  /** Keeps `resource` and gives its number, the same one each time. */
  put(resource: object): number {
    const known = this.resources.indexOf(resource);
    return known >= 0 ? known : this.resources.push(resource) - 1;
  }
}
