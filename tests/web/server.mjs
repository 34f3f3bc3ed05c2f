// Serves a built site as a static host does: under its path, with its `_headers`, its 404 page and nothing else.

import { createServer } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp", ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8", ".ico": "image/x-icon", ".csv": "text/csv; charset=utf-8", ".wasm": "application/wasm",
};

/** The rules of a `_headers` file: a path, where `*` stands for anything, then indented headers. */
export function headerRules(text) {
  const rules = [];
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(#|$)/.test(line)) continue;
    if (!/^\s/.test(line)) {
      const pattern = line.trim().replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*").replace(/:\w+/g, "[^/]+");
      rules.push({ pattern: new RegExp(`^${pattern}$`), headers: [] });
    } else {
      const colon = line.indexOf(":");
      rules.at(-1)?.headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    }
  }
  return rules;
}

/**
 * Serves `folder` under `basePath` (`/` or `/sub/path/`) on a free port of this machine. `trouble` is asked about each path,
 * relative to the base: what it gives, or promises, is the status of a failure; nothing lets the file be served.
 */
export async function serve(folder, basePath = "/", trouble = () => null) {
  const headersFile = join(folder, "_headers");
  const rules = existsSync(headersFile) ? headerRules(readFileSync(headersFile, "utf8")) : [];
  const fileAt = (path) => {
    const file = join(folder, normalize(path));
    if (!file.startsWith(join(folder, "/")) && file !== folder) return null;
    if (existsSync(file) && statSync(file).isFile()) return file;
    const index = join(file, "index.html");
    return path.endsWith("/") && existsSync(index) ? index : null;
  };
  const server = createServer(async (request, response) => {
    let path = null;
    try {
      path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    } catch {
      // An address that is no UTF-8 is nowhere.
    }
    const inside = path !== null && path.startsWith(basePath) ? `/${path.slice(basePath.length)}` : null;
    let file = inside === null ? null : fileAt(inside);
    let status = 200;
    if (file === null) [file, status] = [join(folder, "404.html"), 404];
    const failure = inside === null ? null : await trouble(inside.slice(1));
    if (failure) [file, status] = ["", failure];
    response.statusCode = status;
    for (const rule of rules) {
      if (rule.pattern.test(path ?? "") || rule.pattern.test(inside ?? "")) {
        for (const [name, value] of rule.headers) response.setHeader(name, value);
      }
    }
    response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
    response.end(existsSync(file) ? readFileSync(file) : "not found");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return { url: `http://127.0.0.1:${port}${basePath}`, close: () => server.close() };
}
