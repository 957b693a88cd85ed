// Writes theme/static/dist/fastshop.css, fastshop.js and rating.js. `--watch` keeps both fresh until stopped.
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from "node:fs";
import path from "node:path";

const here = import.meta.dirname;
const dist = path.join(here, "..", "static", "dist");
const own = path.join(here, "js");
const watching = process.argv.includes("--watch");
const packages = path.join(here, "node_modules");

// A package and what builds on it share one file. htmx and its extensions have to: as separate deferred tags an
// extension can lose the race with htmx's start, and its socket never opens. Both htmx and Alpine start in a task of
// their own, after the whole file has run.
const bundles = {
  "fastshop.js": { vendored: ["htmx.org/dist/htmx.min.js", "htmx.org/dist/ext/hx-ws.min.js"], own },
  "rating.js": { vendored: ["@alpinejs/csp/dist/cdn.min.js"], own: path.join(own, "rating") },
};

// The style sheet names these; the first covers Western European text, the second is fetched where it is needed.
const face = "@fontsource-variable/familjen-grotesk/files/familjen-grotesk";
const fonts = {
  "familjen-grotesk.woff2": `${face}-latin-wght-normal.woff2`,
  "familjen-grotesk-ext.woff2": `${face}-latin-ext-wght-normal.woff2`,
};

function ownScripts(folder) {
  return readdirSync(folder).filter((name) => name.endsWith(".js")).sort().map((name) => path.join(folder, name));
}

function script({ vendored, own }) {
  const core = vendored.map((name) => {
    return readFileSync(path.join(packages, name), "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "").trim();
  });
  const wrapped = ownScripts(own).map((file) => `(() => {\n"use strict";\n${readFileSync(file, "utf8").trim()}\n})();`);
  return "/* Packages, then the shop's own scripts */\n" + [...core, ...wrapped].join("\n;\n");
}

function writeScripts() {
  mkdirSync(dist, { recursive: true });
  for (const [name, bundle] of Object.entries(bundles)) writeFileSync(path.join(dist, name), script(bundle));
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
if (watching) watch(own, { recursive: true }, writeScripts);
tailwind().on("exit", (code) => {
  process.exitCode = code ?? 1;
});
