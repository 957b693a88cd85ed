// Writes theme/static/dist: fastshop.js, rating.js, and a style sheet for each theme. `--watch` keeps them fresh.
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from "node:fs";
import path from "node:path";

import { minify } from "terser";

const here = import.meta.dirname;
const dist = path.join(here, "..", "static", "dist");
const themes = path.join(here, "..", "themes");
const scripts = path.join(here, "js");
const watching = process.argv.includes("--watch");
const packages = path.join(here, "node_modules");

// A package and what builds on it share one file. htmx and its extensions have to: as separate deferred tags an
// extension can lose the race with htmx's start, and its socket never opens. Both htmx and Alpine start in a task of
// their own, after the whole file has run.
const bundles = {
  "fastshop.js": { vendored: ["htmx.org/dist/htmx.min.js", "htmx.org/dist/ext/hx-ws.min.js"], folder: scripts },
  "rating.js": { vendored: ["@alpinejs/csp/dist/cdn.min.js"], folder: path.join(scripts, "rating") },
};

// The style sheet names these; the first covers Western European text, the second is fetched where it is needed.
const face = "@fontsource-variable/familjen-grotesk/files/familjen-grotesk";
const fonts = {
  "familjen-grotesk.woff2": `${face}-latin-wght-normal.woff2`,
  "familjen-grotesk-ext.woff2": `${face}-latin-ext-wght-normal.woff2`,
};

function scriptsIn(folder) {
  return readdirSync(folder).filter((name) => name.endsWith(".js")).sort().map((name) => path.join(folder, name));
}

// Whoever watches wants to read them in the browser.
async function own(file) {
  const alone = `(() => {\n"use strict";\n${readFileSync(file, "utf8").trim()}\n})();`;
  return watching ? alone : (await minify({ [file]: alone }, { ecma: 2020 })).code;
}

async function script({ vendored, folder }) {
  const core = vendored.map((name) => {
    return readFileSync(path.join(packages, name), "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "").trim();
  });
  return [...core, ...(await Promise.all(scriptsIn(folder).map(own)))].join("\n;\n");
}

async function writeScripts() {
  mkdirSync(dist, { recursive: true });
  for (const [name, bundle] of Object.entries(bundles)) writeFileSync(path.join(dist, name), await script(bundle));
}

function copyFonts() {
  for (const [name, file] of Object.entries(fonts)) copyFileSync(path.join(packages, file), path.join(dist, name));
}

function tailwind(theme) {
  const cli = path.join(packages, "@tailwindcss", "cli", "dist", "index.mjs");
  const options = ["-i", path.join(themes, theme, "theme.css"), "-o", path.join(dist, `${theme}.css`), "--minify"];
  return spawn(process.execPath, [cli, ...options, ...(watching ? ["--watch=always"] : [])], {
    cwd: here,
    stdio: "inherit",
  });
}

await writeScripts();
copyFonts();
if (watching) watch(scripts, { recursive: true }, () => writeScripts().catch(console.error));
// One that fails ends all.
const styles = readdirSync(themes).map((theme) => tailwind(theme).on("exit", (code) => code === 0 || process.exit(code ?? 1)));
process.on("SIGTERM", () => styles.forEach((style) => style.kill()));
