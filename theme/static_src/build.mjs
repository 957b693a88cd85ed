// Writes theme/static/dist/fastshop.css and fastshop.js. `--watch` keeps both fresh until stopped.
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, watch, writeFileSync, existsSync } from "node:fs";
import path from "node:path";

const here = import.meta.dirname;
const dist = path.join(here, "..", "static", "dist");
const own = path.join(here, "js");
const watching = process.argv.includes("--watch");
const packages = path.join(here, "node_modules");

// htmx and its extensions share one file: as separate deferred tags an extension can lose the race with
// htmx's start, and its socket never opens. htmx starts in a task of its own, after the whole file has run.
const vendored = ["htmx.org/dist/htmx.min.js", "htmx.org/dist/ext/hx-ws.min.js"];

// The style sheet names these; the first covers Western European text, the second is fetched where it is needed.
const face = "@fontsource-variable/familjen-grotesk/files/familjen-grotesk";
const fonts = {
  "familjen-grotesk.woff2": `${face}-latin-wght-normal.woff2`,
  "familjen-grotesk-ext.woff2": `${face}-latin-ext-wght-normal.woff2`,
};

function ownScripts() {
  if (!existsSync(own)) return [];
  return readdirSync(own).filter((name) => name.endsWith(".js")).sort().map((name) => path.join(own, name));
}

function scripts() {
  const core = vendored.map((name) => {
    return readFileSync(path.join(packages, name), "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "").trim();
  });
  const wrapped = ownScripts().map((file) => `(() => {\n"use strict";\n${readFileSync(file, "utf8").trim()}\n})();`);
  return "/* htmx.org with hx-ws, then the shop's own scripts */\n" + [...core, ...wrapped].join("\n;\n");
}

function writeScripts() {
  mkdirSync(dist, { recursive: true });
  writeFileSync(path.join(dist, "fastshop.js"), scripts());
}

function copyFonts() {
  for (const [name, file] of Object.entries(fonts)) copyFileSync(path.join(packages, file), path.join(dist, name));
}

function tailwind() {
  const cli = path.join(packages, "@tailwindcss", "cli", "dist", "index.mjs");
  const options = ["-i", path.join(here, "src", "styles.css"), "-o", path.join(dist, "fastshop.css"), "--minify"];
  return spawn(process.execPath, [cli, ...options, ...(watching ? ["--watch=always"] : [])], {
    cwd: here,
    stdio: "inherit",
  });
}

writeScripts();
copyFonts();
if (watching && existsSync(own)) watch(own, writeScripts);
tailwind().on("exit", (code) => {
  process.exitCode = code ?? 1;
});
