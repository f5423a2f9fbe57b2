// `URL` and `URLSearchParams`.
import 'core-js/web/url.js';
import 'core-js/web/url-search-params.js';
