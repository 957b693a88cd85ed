// A page never goes back: a fragment older than what stands in its place is dropped, pushed or answered.
// A push of the very version that is shown is dropped too, so that nothing is said twice.
function outdated({ fragment }, pushed) {
  const fresh = fragment?.firstElementChild;
  const shown = fresh?.id && document.getElementById(fresh.id);
  if (!shown || !fresh.dataset.version || !shown.dataset.version) return false;
  const ahead = Number(fresh.dataset.version) - Number(shown.dataset.version);
  return ahead < 0 || (pushed && ahead === 0);
}

document.addEventListener("htmx:before:swap", ({ detail: { ctx, tasks } }) => {
  const pushed = ctx.sourceElement?.id === "live";
  tasks.splice(0, tasks.length, ...tasks.filter((task) => !outdated(task, pushed)));
});

// A focused button that becomes disabled would drop the focus to the top of the page: what describes it keeps it.
let focused = null;
document.addEventListener("htmx:before:swap", () => {
  focused = document.activeElement?.matches("button") ? document.activeElement : null;
});
document.addEventListener("htmx:after:swap", () => {
  if (!focused?.disabled || !focused.isConnected) return;
  const next = document.getElementById(focused.getAttribute("aria-describedby")?.split(" ").pop());
  if (next) next.tabIndex = -1;
  next?.focus({ preventScroll: true });
});
