/**
 * Tab indents, so a keyboard needs another way out: Escape, then Tab (CodeMirror's own). This says
 * so on screen to whoever has just pressed Tab; screen readers hear it in the editor's label.
 */

import { type EditorView, type PluginValue, ViewPlugin } from '@codemirror/view';

const SHOWN_MILLISECONDS = 4000;

class LeaveNote implements PluginValue {
  private readonly note: HTMLElement;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView) {
    this.note = document.createElement('div');
    this.note.className = 'cm-leave-note';
    this.note.textContent = 'Esc then Tab leaves the editor';
    this.note.setAttribute('aria-hidden', 'true');
    view.dom.append(this.note);
  }

  show(): void {
    clearTimeout(this.timer);
    this.note.toggleAttribute('data-shown', true);
    this.timer = setTimeout(() => this.note.removeAttribute('data-shown'), SHOWN_MILLISECONDS);
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.note.remove();
  }
}

/** A note at the corner after Tab and Escape. */
export const leaveNote = ViewPlugin.fromClass(LeaveNote, {
  eventObservers: {
    keydown(event) {
      if (event.key === 'Tab' || event.key === 'Escape') this.show();
    },
  },
});
