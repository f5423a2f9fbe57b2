/** Keys as they are written where the user is; `app/src/ui/keys.rs` writes them so in the page. */

/** The keys of a shortcut. In it `Mod` is the key of commands: Ctrl, or ⌘ on a Mac. */
export function shortcut(keys: string, platform: string = navigator.platform): string {
  if (!/^(Mac|iP)/.test(platform)) return keys.replace('Mod', 'Ctrl');
  const signs: Record<string, string> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃' };
  return keys.split(' ').map((key) => signs[key] ?? key).join('');
}
