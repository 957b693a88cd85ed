// Holds tick down from the seconds that the server rendered, by this page's own steady clock.
const PATIENCE = 2500; // ms after the end for the server's own word, which a live page is pushed
const running = new WeakMap(); // element → { until, shown, asked }

function start(hold) {
  const seconds = Number(hold.dataset.secondsLeft);
  const clock = { until: performance.now() + seconds * 1000, shown: seconds, asked: false };
  running.set(hold, clock);
  return clock;
}

function tick(hold) {
  let clock = running.get(hold);
  // Another number than ours was written by the server: the hold was renewed or looked up again.
  if (!clock || clock.shown !== Number(hold.dataset.secondsLeft)) clock = start(hold);
  const face = hold.querySelector("[data-clock]");
  if (!face) return false;
  const left = Math.max(0, Math.ceil((clock.until - performance.now()) / 1000));
  if (left !== clock.shown) {
    clock.shown = left;
    hold.dataset.secondsLeft = left;
    face.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  }
  const unheard = !clock.asked && performance.now() > clock.until + PATIENCE;
  clock.asked ||= unheard;
  return unheard;
}

function sayThatAHoldIsOver() {
  const notice = document.getElementById("live-notice");
  if (!notice) return;
  const words = (notice.textContent = notice.dataset.holdOver);
  setTimeout(() => notice.textContent === words && (notice.textContent = ""), 10_000);
}

// The page does not judge that a hold is over: where nothing is heard of it, it asks the server.
function tickAll() {
  const over = [...document.querySelectorAll("[data-seconds-left]")].filter(tick);
  if (!over.length) return;
  sayThatAHoldIsOver();
  htmx.trigger(document, "shop:stale");
}

setInterval(tickAll, 250);
