// A pushed notice is a word about what happened elsewhere. It is dropped where that is no news: this tab did it
// itself or has shown it already, on whichever page; and it never takes the place of a question or of the focus.
const seen = new Map(); // DOM id → newest version; sessionStorage keeps it for the tab's next pages
const asking = new Set(); // what this page has sent and has no answer to
let leaving = false;

function newest(id) {
  try {
    return Math.max(seen.get(id) ?? -1, Number(sessionStorage[`seen:${id}`] ?? -1));
  } catch {
    return seen.get(id) ?? -1; // storage is off
  }
}

function remember({ id, dataset }) {
  const version = Math.max(newest(id), Number(dataset.version));
  seen.set(id, version);
  try {
    sessionStorage[`seen:${id}`] = version;
  } catch {
    // Storage is off: what this page has seen is known to this page alone.
  }
}

const rememberAll = () => document.querySelectorAll("[data-mine]").forEach(remember);

function occupied() {
  const notice = document.getElementById("notice");
  return notice?.contains(document.activeElement) || notice?.querySelector(".notice-panel:not(:has(:checked)) form");
}

function isNews(notice, parts) {
  const subject = parts.find((part) => part?.id === notice.dataset.about);
  return subject && Number(subject.dataset.version) > newest(subject.id) && !leaving && !asking.size && !occupied();
}

document.addEventListener("htmx:before:swap", ({ detail: { tasks } }) => {
  const root = ({ fragment }) => fragment?.firstElementChild;
  const parts = tasks.map(root);
  const said = (task) => !root(task)?.dataset.about || isNews(root(task), parts);
  tasks.splice(0, tasks.length, ...tasks.filter(said));
});
document.addEventListener("htmx:after:swap", rememberAll);
document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  if (ctx.request.method !== "GET") asking.add(ctx);
});
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => asking.delete(ctx));
document.addEventListener("submit", ({ defaultPrevented }) => (leaving ||= !defaultPrevented));
window.addEventListener("pageshow", () => {
  leaving = false;
  asking.clear();
});
rememberAll();
