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

async function load() {
  form.q.removeEventListener("focus", load);
  try {
    const address = new URL("entry.json", form.action);
    const entry = await (await fetch(address, { cache: "no-cache" })).json();
    const worker = core(new URL(entry.core, address));
    (await import(new URL(entry.ui, address).href)).start(form, address, entry, worker);
  } catch {
    if (failed) failed.hidden = false;
    else form.q.addEventListener("focus", load);
  }
}

if (form && "DecompressionStream" in window) {
  if (found || document.activeElement === form.q) load();
  else form.q.addEventListener("focus", load);
}
