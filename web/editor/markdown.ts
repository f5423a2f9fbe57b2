/**
 * The little of Markdown that documentation of WIT uses, as DOM nodes. Nothing in it becomes HTML:
 * texts come from anyone's link.
 */

/** Makes a block of WIT. */
export type WitBlock = (code: string) => HTMLElement;

/** A block of a text. */
export type Block =
  | { readonly kind: 'paragraph' | 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly isNumbered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly text: string; readonly isWit: boolean };

/** A run of words in a block. */
export type Span =
  | { readonly kind: 'text' | 'code' | 'strong' | 'emphasis'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly address: string };

const FENCE = /^\s*(?:```|~~~)\s*(\S*)/;
const HEADING = /^\s{0,3}#{1,6}\s+(.*?)\s*#*$/;
const ITEM = /^\s{0,3}(?:[-*+]|(\d+)[.)])\s+(.*)$/;

/** Cuts a text into blocks. Any text will do. */
export function blocks(markdown: string): Block[] {
  const found: Block[] = [];
  const lines = markdown.split('\n');
  let paragraph: string[] = [];
  const end = () => {
    if (paragraph.length > 0) found.push({ kind: 'paragraph', text: paragraph.join(' ') });
    paragraph = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const [, language] = FENCE.exec(line) ?? [];
    const [, heading] = HEADING.exec(line) ?? [];
    const item = ITEM.exec(line);
    if (language !== undefined) {
      end();
      const close = lines.findIndex((other, index) => index > at && FENCE.test(other));
      const last = close < 0 ? lines.length : close;
      found.push({ kind: 'code', text: lines.slice(at + 1, last).join('\n'), isWit: /^(wit)?$/.test(language) });
      at = last;
    } else if (heading !== undefined) {
      end();
      found.push({ kind: 'heading', text: heading });
    } else if (item !== null && (paragraph.length === 0 || item[1] === undefined)) {
      end();
      addItem(found, item[2] ?? '', item[1] !== undefined);
    } else if (line.trim() === '') {
      end();
      found.push({ kind: 'paragraph', text: '' });
    } else if (paragraph.length === 0 && /^\s/.test(line) && found.at(-1)?.kind === 'list') {
      continueItem(found, line.trim());
    } else {
      paragraph.push(line.trim());
    }
  }
  end();
  return found.filter((block) => block.kind !== 'paragraph' || block.text !== '');
}

function addItem(found: Block[], text: string, isNumbered: boolean): void {
  const last = found.at(-1);
  if (last?.kind === 'list' && last.isNumbered === isNumbered) {
    found[found.length - 1] = { ...last, items: [...last.items, text] };
  } else {
    found.push({ kind: 'list', isNumbered, items: [text] });
  }
}

function continueItem(found: Block[], text: string): void {
  const last = found.at(-1);
  if (last?.kind !== 'list') return;
  const items = [...last.items.slice(0, -1), `${last.items.at(-1)} ${text}`];
  found[found.length - 1] = { ...last, items };
}

const SPAN =
  /(`+)(.+?)\1(?!`)|\*\*(.+?)\*\*|\*(\S.*?)\*|\b_(\S.*?)_\b|\[([^\]]+)\]\(([^()\s]+)\)|<(https?:[^\s>]+)>|(https?:\/\/[^\s<>()]*[^\s<>().,;:!?])/g;

/** Cuts the text of a block into runs. Any text will do. */
export function spans(text: string): Span[] {
  const found: Span[] = [];
  let done = 0;
  for (const match of text.matchAll(SPAN)) {
    if (match.index > done) found.push({ kind: 'text', text: text.slice(done, match.index) });
    found.push(span(match));
    done = match.index + match[0].length;
  }
  if (done < text.length) found.push({ kind: 'text', text: text.slice(done) });
  return found;
}

function span([whole, , code, strong, star, underscore, label, target, angle, bare]: RegExpExecArray): Span {
  const emphasis = star ?? underscore;
  if (code !== undefined) return { kind: 'code', text: code.trim() };
  if (strong !== undefined) return { kind: 'strong', text: strong };
  if (emphasis !== undefined) return { kind: 'emphasis', text: emphasis };
  const address = target ?? angle ?? bare ?? '';
  const text = label ?? address;
  return /^https?:\/\//.test(address) ? { kind: 'link', text, address } : { kind: 'text', text: label ?? whole };
}

/** The text as nodes. */
export function renderDocs(markdown: string, witBlock: WitBlock): HTMLElement {
  const whole = document.createElement('div');
  whole.className = 'cm-docs';
  whole.append(...blocks(markdown).map((block) => renderBlock(block, witBlock)));
  return whole;
}

function renderBlock(block: Block, witBlock: WitBlock): HTMLElement {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return withSpans(block.kind === 'heading' ? 'h4' : 'p', block.text);
    case 'code':
      return block.isWit ? witBlock(block.text) : plainBlock(block.text);
    case 'list': {
      const list = document.createElement(block.isNumbered ? 'ol' : 'ul');
      list.append(...block.items.map((item) => withSpans('li', item)));
      return list;
    }
  }
}

const TAGS = { code: 'code', strong: 'strong', emphasis: 'em' } as const;

function plainBlock(code: string): HTMLElement {
  const block = document.createElement('pre');
  block.className = 'cm-code';
  block.textContent = code;
  return block;
}

function withSpans(tag: 'p' | 'h4' | 'li', text: string): HTMLElement {
  const element = document.createElement(tag);
  element.append(...spans(text).map(renderSpan));
  return element;
}

function renderSpan(span: Span): Node {
  switch (span.kind) {
    case 'text':
      return document.createTextNode(span.text);
    case 'code':
    case 'strong':
    case 'emphasis': {
      const element = document.createElement(TAGS[span.kind]);
      if (span.kind === 'code') element.append(span.text);
      else element.append(...spans(span.text).map(renderSpan));
      return element;
    }
    case 'link': {
      const link = document.createElement('a');
      link.href = span.address;
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
      link.textContent = span.text;
      return link;
    }
  }
}
