/** What a thing is, on a card: its kind and package, its declaration, what its author wrote. */

import { renderDocs, type WitBlock } from './markdown.ts';
import type { Card } from './page.ts';

/** The card as it is shown on hover. */
export function renderCard(card: Card, witBlock: WitBlock): HTMLElement {
  const whole = document.createElement('div');
  whole.className = 'cm-card';
  const head = document.createElement('div');
  head.className = 'cm-card-head';
  if (card.kind !== '') head.append(word('cm-card-kind', card.kind.replaceAll('`', '')));
  if (card.package !== null) head.append(word('cm-card-package', card.package));
  if (head.hasChildNodes()) whole.append(head);
  if (card.code !== '') whole.append(witBlock(card.code));
  if (card.docs !== null && card.docs.trim() !== '') whole.append(renderDocs(card.docs, witBlock));
  return whole;
}

function word(className: string, text: string): HTMLElement {
  const span = document.createElement('span');
  span.className = className;
  span.textContent = text;
  return span;
}
