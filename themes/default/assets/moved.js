// Leads an id to its page, on hosts that cannot redirect every id: "moved/<n>.json" holds the ids whose hash is n.

const { moved, base } = document.querySelector("script[data-moved]").dataset;

/** FNV-1a, 32 bits, over the id's UTF-8 bytes. */
const hash = (id) => {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
};

const path = decodeURIComponent(location.pathname.slice(base.length + 1)).replace(/^(fr|en)\//, "");
const [, id] = /^(?:datasets|organizations|reuses|dataservices)\/(?:r\/)?([^/]+)\/?$/.exec(path) ?? [];
if (id) {
  const answer = await fetch(`${base}/moved/${(hash(id) % moved).toString(16)}.json`);
  const addresses = answer.ok ? await answer.json() : {};
  if (Object.hasOwn(addresses, id)) location.replace(`${base}/${addresses[id]}`);
}
