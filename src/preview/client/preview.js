// Listens to the preview: reloads the page when what it shows changed, swaps stylesheets without a reload, and shows
// mistakes over the page until they are mended.

(() => {
  const own = document.currentScript;
  const edition = own.dataset.edition;
  // Who asked for the last good page wants no word of a mistake.
  const quiet = new URLSearchParams(location.search).get("__etalage") === "good";
  let source = null;

  /** `/assets/style.1a2b3c4d.css` without its hash. */
  const plain = (href) => href.replace(/\.[0-9a-f]{8}(?=\.css$)/, "");

  const swap = (styles) => {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const path = new URL(link.href).pathname;
      const fresh = styles.find((style) => plain(style) === plain(path));
      if (fresh === undefined || fresh === path || link.dataset.leaving) continue;
      // The old one stays until the new one is there: no moment without style.
      const next = link.cloneNode();
      link.dataset.leaving = "yes";
      next.href = fresh;
      next.addEventListener("load", () => link.remove());
      next.addEventListener("error", () => link.remove());
      link.after(next);
    }
  };

  const hide = () => {
    const shown = document.getElementById("etalage-mistake");
    if (shown === null) return;
    const held = shown.contains(document.activeElement);
    shown.remove();
    if (held) document.querySelector("main")?.focus();
  };

  const show = (mistake) => {
    const shown = document.getElementById("etalage-mistake");
    const template = document.createElement("template");
    template.innerHTML = mistake;
    const next = template.content.firstElementChild;
    if (shown?.isEqualNode(next)) return;
    if (document.querySelector('link[href="/__etalage/preview.css"]') === null) {
      const style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = "/__etalage/preview.css";
      document.head.append(style);
    }
    if (shown === null) document.body.append(next);
    else shown.replaceWith(next);
    next.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('#etalage-mistake a[href="?__etalage=good"]');
    if (!link) return;
    event.preventDefault();
    hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  const hear = (event) => {
    const state = JSON.parse(event.data);
    if (state.edition !== edition) {
      source.close();
      location.reload();
      return;
    }
    swap(state.styles);
    // A page that failed by itself carries its own mistake, which goes with the next edition.
    if (state.mistake && !quiet) show(state.mistake);
    else if (!own.dataset.failed) hide();
  };

  // Browsers keep few connections to one host: a tab that nobody sees gives its own back.
  const listen = () => {
    if (source !== null && source.readyState !== EventSource.CLOSED) return;
    source = new EventSource("/__etalage/events");
    source.addEventListener("message", hear);
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, 500);
    });
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") listen();
    else source?.close();
  });
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) listen();
  });
  listen();
})();
