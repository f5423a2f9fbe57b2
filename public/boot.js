// Starts the page: puts the chosen theme on before the first paint, then loads the app's module.
// It is a file of its own so that the page's policy needs no inline script.
(() => {
  const { module, wasm } = document.currentScript.dataset;
  const theme = localStorage.getItem("dovetail.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;

  const parsed = new Promise((done) => {
    if (document.readyState !== "loading") done();
    else document.addEventListener("DOMContentLoaded", done, { once: true });
  });
  const loaded = import(new URL(module, document.baseURI).href);

  Promise.all([loaded, parsed])
    .then(([app]) => app.default({ module_or_path: new URL(wasm, document.baseURI) }))
    .catch((error) => {
      const notice = document.getElementById("boot-notice");
      if (notice) notice.hidden = false;
      throw error;
    });
})();
