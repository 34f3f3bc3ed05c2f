// Opens a built search from files, as a browser would from a server, and counts what it reads.

import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import path from 'node:path';

export const ROOT = 'https://portal.test/sub/';

/** A fetch that reads a folder; `log` takes the path and bytes of each file, text as a server would compress it. */
export function fetchFrom(folder, log = () => {}) {
  return async (address) => {
    const name = decodeURIComponent(String(address).slice(ROOT.length));
    try {
      const bytes = await readFile(path.join(folder, name));
      log(name, name.endsWith('.bin') ? bytes.length : gzipSync(bytes).length);
      return new Response(bytes);
    } catch {
      log(name, 0);
      return new Response('', { status: 404 });
    }
  };
}

/** The search of a built site, from the core that its entry names. */
export async function openFolder(folder, log) {
  const entry = JSON.parse(await readFile(path.join(folder, 'search/entry.json'), 'utf8'));
  const core = await import(pathToFileURL(path.join(folder, 'search', entry.core)));
  return { core, entry, search: core.open(ROOT, { fetch: fetchFrom(folder, log) }) };
}
