// On the "not found" page of hosts that cannot redirect every id: leads ids, and addresses under /fr/ and the like, to
// where they are now. `moved/<n>.json` holds the ids whose FNV-1a hash (32 bits), modulo the number of files, is n.
const { moved, base } = document.currentScript.dataset;

function shardOf(id, count) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % count;
}

async function addressOf(id) {
  try {
    const answer = await fetch(`${base}/moved/${shardOf(id, Number(moved)).toString(16)}.json`);
    const addresses = answer.ok ? await answer.json() : {};
    return Object.hasOwn(addresses, id) ? addresses[id] : undefined;
  } catch {
    return undefined;
  }
}

async function lead() {
  const parts = location.pathname.slice(base.length).split("/").filter(Boolean);
  const translated = ["fr", "en", "es", "de"].includes(parts[0]);
  if (translated) parts.shift();
  let id = parts.at(-1) ?? "";
  try {
    id = decodeURIComponent(id);
  } catch {
    // Not an address that this site ever had.
  }
  const address = id && (await addressOf(id));
  if (address) location.replace(`${base}/${address}`);
  else if (translated) location.replace(`${base}/${parts.map((part) => `${part}/`).join("")}${location.search}${location.hash}`);
}

lead();
