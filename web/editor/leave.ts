/**
 * Tab indents, so a keyboard needs another way out: Escape, then Tab. A note says so on screen to
 * whoever has just pressed either; screen readers hear it in the editor's label.
 */

import { type EditorView, type PluginValue, ViewPlugin } from '@codemirror/view';

const SHOWN_MILLISECONDS = 4000;
/** How long after Escape the Tab key leaves. */
const LEAVING_MILLISECONDS = 4000;

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

/** The way out and the note about it. */
export const leaveNote = ViewPlugin.fromClass(LeaveNote, {
  eventObservers: {
    keydown(event, view) {
      // CodeMirror does this itself, but not where Escape has had another use, such as to end a selection.
      if (event.key === 'Escape') view.setTabFocusMode(LEAVING_MILLISECONDS);
      if (event.key === 'Tab' || event.key === 'Escape') this.show();
    },
  },
});
