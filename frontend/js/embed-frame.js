// Within the frame: tells the page around it how high this page is, and folds the table of the map.
const content = document.querySelector("[data-embed]");

function tell() {
  if (window.parent === window) return;
  const height = Math.ceil(content.getBoundingClientRect().height);
  // How high a public page is, is no secret: whichever site shows it may know.
  window.parent.postMessage({ windroosHeight: height }, "*");
}

new ResizeObserver(tell).observe(content);
window.addEventListener("message", (event) => {
  if (event.source === window.parent && event.data?.windroos === "height?") tell();
});

// Under the map only the chosen region is shown, until one asks for all of them. Where no map can
// be drawn, the table is all there is.
const button = document.querySelector("[data-unfold]");
const map = document.querySelector(".map");
if (button && map && !map.hidden) {
  const table = document.getElementById(button.dataset.unfold);
  const fold = (folded) => {
    table.classList.toggle("is-folded", folded);
    button.setAttribute("aria-expanded", String(!folded));
  };
  button.addEventListener("click", () => fold(!table.classList.contains("is-folded")));
  fold(true);
}
