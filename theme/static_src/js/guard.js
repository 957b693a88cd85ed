// A page never goes back: a fragment older than what stands in its place is dropped, pushed or answered.
// A push of the very version that is shown is dropped too, so that nothing is said twice.
function outdated({ fragment }, pushed) {
  const fresh = fragment?.firstElementChild;
  const shown = fresh?.id && document.getElementById(fresh.id);
  if (!shown || !fresh.dataset.version || !shown.dataset.version) return false;
  const ahead = Number(fresh.dataset.version) - Number(shown.dataset.version);
  return ahead < 0 || (pushed && ahead === 0);
}

// A button that becomes disabled would drop the focus to the top of the page: what describes it keeps the
// focus meanwhile, and gives it back when the button returns.
let focused = null;
let region = null; // what is being looked up anew around it, and may come back without it
let button = null;

function keepFocus() {
  if (focused && !focused.isConnected && document.activeElement === document.body) stay(region);
  if (focused?.disabled && focused.isConnected) button = focused;
  const words = document.getElementById(button?.getAttribute("aria-describedby")?.split(" ").pop());
  if (!words || (focused !== button && focused !== words)) return;
  stay(button.disabled ? words : button);
}

function stay(place) {
  if (!place?.isConnected) return;
  if (place !== button) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

document.addEventListener("htmx:before:swap", ({ detail: { ctx, tasks } }) => {
  const pushed = ctx.sourceElement?.id === "live";
  tasks.splice(0, tasks.length, ...tasks.filter((task) => !outdated(task, pushed)));
  focused = document.activeElement;
  const source = ctx.sourceElement;
  region = source?.contains(focused) ? (source.closest("[data-focus-home]") ?? source) : null;
});
document.addEventListener("htmx:after:swap", keepFocus);
