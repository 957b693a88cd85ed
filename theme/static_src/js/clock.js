// Holds tick down from the seconds that the server rendered, by this page's own steady clock.
const running = new WeakMap(); // element → { until, shown }

function start(hold) {
  const seconds = Number(hold.dataset.secondsLeft);
  const clock = { until: performance.now() + seconds * 1000, shown: seconds };
  running.set(hold, clock);
  return clock;
}

function tick(hold) {
  let clock = running.get(hold);
  // Another number than ours was written by the server: the hold was renewed or looked up again.
  if (!clock || clock.shown !== Number(hold.dataset.secondsLeft)) clock = start(hold);
  const left = Math.max(0, Math.ceil((clock.until - performance.now()) / 1000));
  const face = hold.querySelector("[data-clock]");
  if (!face || left === clock.shown) return false;
  clock.shown = left;
  hold.dataset.secondsLeft = left;
  face.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return left === 0;
}

function sayThatAHoldIsOver() {
  const notice = document.getElementById("live-notice");
  if (!notice) return;
  const words = (notice.textContent = notice.dataset.holdOver);
  setTimeout(() => notice.textContent === words && (notice.textContent = ""), 10_000);
}

// The page does not judge that a hold is over: at zero it asks the server.
function tickAll() {
  const over = [...document.querySelectorAll("[data-seconds-left]")].filter(tick);
  if (!over.length) return;
  sayThatAHoldIsOver();
  htmx.trigger(document, "shop:stale");
}

setInterval(tickAll, 250);
