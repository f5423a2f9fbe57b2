/**
 * Runs first in each page of the frame, with no more rights than the page itself. Browsers let a service
 * worker answer the navigations of sandboxed pages, but not what these pages load: that goes by way of the
 * frame's parent, which asks the component.
 */

import { askFor, setBase } from './ask.ts';
import { Events } from './event-source.ts';
import { keepLinksInside } from './links.ts';
import { loadInside } from './resources.ts';
import { Xhr } from './xhr.ts';

setBase(document.currentScript?.dataset['base'] ?? '');
document.currentScript?.remove();
window.fetch = askFor;
Object.assign(window, { XMLHttpRequest: Xhr, EventSource: Events });
keepLinksInside();
loadInside();
