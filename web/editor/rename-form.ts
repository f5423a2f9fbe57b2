/** The box in which a thing gets another name. */

/** What the box is about and what it does. */
export interface Renaming {
  readonly before: string;
  /** Tries a name; gives why it is refused. */
  readonly rename: (name: string) => Promise<string | undefined>;
  /** Sets a message, in which names are in backticks. */
  readonly set: (message: string) => Node[];
  /** Takes the box away, and gives the keyboard back to the text where it was in the box. */
  readonly close: (hadFocus: boolean) => void;
}

/** The box, and what gives the keyboard to it. */
export function renameForm({ before, rename, set, close }: Renaming): { dom: HTMLElement; begin: () => void } {
  const dom = document.createElement('form');
  dom.className = 'cm-rename';
  const input = nameInput(before);
  const refusal = paragraph('cm-rename-refusal', '');
  refusal.setAttribute('role', 'alert');
  const hint = paragraph('cm-rename-hint', 'Enter renames in every file · Esc leaves it');
  dom.append(input, refusal, hint);
  const refuse = (why: string) => {
    refusal.replaceChildren(...(why === '' ? [] : set(why)));
    hint.hidden = why !== '';
    input.setAttribute('aria-invalid', String(why !== ''));
  };
  const submit = async () => {
    const name = input.value.trim();
    if (name === '' || name === before) return close(true);
    input.readOnly = true;
    const refused = await rename(name);
    input.readOnly = false;
    if (refused === undefined) close(true);
    else refuse(refused);
  };
  dom.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  dom.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close(true);
  });
  dom.addEventListener('focusout', () => {
    if (document.hasFocus() && !input.readOnly && dom.isConnected) close(false);
  });
  input.addEventListener('input', () => refuse(''));
  const begin = () => {
    input.focus();
    input.select();
  };
  return { dom, begin };
}

function nameInput(before: string): HTMLInputElement {
  const input = document.createElement('input');
  input.className = 'cm-textfield';
  input.value = before;
  input.size = Math.max(16, before.length + 4);
  input.spellcheck = false;
  input.autocomplete = 'off';
  input.autocapitalize = 'off';
  input.setAttribute('aria-label', `New name of ${before}`);
  return input;
}

function paragraph(className: string, text: string): HTMLElement {
  const element = document.createElement('p');
  element.className = className;
  element.textContent = text;
  return element;
}
