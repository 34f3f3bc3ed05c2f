// Loads the search when its box is used, at once on its own page. Where it cannot, the form leads to the lists.
const form = document.querySelector("[data-search]");
const found = document.getElementById("found");
const failed = document.getElementById("failed");

// The core is on its way while the page's part is.
function core(address) {
  try {
    const worker = new Worker(address, { type: "module" });
    worker.onerror = () => (worker.failed = true);
    return worker;
  } catch {
    return null;
  }
}

// Where the site asks for it, a service worker keeps what is read; where it no longer does, the worker goes.
async function keepOffline(entry, address) {
  const { serviceWorker } = navigator;
  if (entry.offline) {
    await serviceWorker.register(new URL(entry.offline, address));
    const { active } = await serviceWorker.ready;
    active.postMessage(performance.getEntriesByType("resource").map(({ name }) => name));
  } else {
    const there = await serviceWorker.getRegistration(address);
    if (there?.active?.scriptURL.endsWith("/search-offline.js")) await there.unregister();
  }
}

async function load() {
  form.q.removeEventListener("focus", load);
  try {
    const address = new URL("entry.json", form.action);
    const entry = await (await fetch(address, { cache: "no-cache" })).json();
    const worker = core(new URL(entry.core, address));
    (await import(new URL(entry.ui, address).href)).start(form, address, entry, worker);
    if (found && navigator.serviceWorker) keepOffline(entry, address).catch(() => {});
  } catch {
    if (failed) failed.hidden = false;
    else form.q.addEventListener("focus", load);
  }
}

if (form && "DecompressionStream" in window) {
  if (found || document.activeElement === form.q) load();
  else form.q.addEventListener("focus", load);
}
