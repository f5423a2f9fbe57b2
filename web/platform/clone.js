// `structuredClone`.
import 'core-js/web/structured-clone.js';
