// The machine's own Chromium, and a context as a visitor has it.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

/** Starts the browser that `CHROME_PATH` names, else Debian's. */
export async function launch() {
  const candidates = [process.env.CHROME_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const executablePath = candidates.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("no Chromium: install the package chromium, or set CHROME_PATH");
  // A machine that also compiles starts a browser slowly.
  return chromium.launch({ executablePath, timeout: 180_000, args: ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"] });
}

/** Tells `report` what the page itself complains of: blocked by the policy, not found, thrown. */
export function listen(page, report) {
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) report(`console: ${message.text().slice(0, 300)}`);
  });
  page.on("pageerror", (error) => report(`thrown: ${error.message.slice(0, 300)}`));
}

/** How far the page can be scrolled sideways, and what sticks out. */
export function overflow(page) {
  return page.evaluate(() => {
    const root = document.scrollingElement;
    const extra = root.scrollWidth - root.clientWidth;
    if (extra <= 0) return null;
    const wide = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
      .slice(0, 3)
      .map((element) => `<${element.tagName.toLowerCase()} class="${element.className}">`);
    return `${extra} px too wide: ${wide.join(", ")}`;
  });
}
