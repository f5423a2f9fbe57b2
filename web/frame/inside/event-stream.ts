/** Takes the text of a `text/event-stream` apart, as the HTML standard says. */

/** An event as the stream tells it. */
export interface StreamEvent {
  /** `message` unless the stream names it. */
  readonly type: string;
  readonly data: string;
  /** The latest id, which may be of an earlier event. */
  readonly id: string;
}

/** A stream that is being read. */
export class EventStream {
  /** The latest id that is complete. */
  id = '';
  /** After how many milliseconds to ask again. */
  wait = 3000;
  private rest = '';
  private type = '';
  private data: string[] = [];
  private nextId = '';

  /** The events that `text` completes. */
  take(text: string): StreamEvent[] {
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.line(line.replace(/^\uFEFF/, '')));
  }

  private line(line: string): StreamEvent[] {
    if (line === '') return this.complete();
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (name === 'data') this.data.push(value);
    else if (name === 'event') this.type = value;
    else if (name === 'id' && !value.includes('\0')) this.nextId = value;
    else if (name === 'retry' && /^\d+$/.test(value)) this.wait = Number(value);
    return [];
  }

  private complete(): StreamEvent[] {
    const event = { type: this.type || 'message', data: this.data.join('\n'), id: this.nextId };
    const isEmpty = this.data.length === 0;
    this.id = this.nextId;
    this.type = '';
    this.data = [];
    return isEmpty ? [] : [event];
  }
}
