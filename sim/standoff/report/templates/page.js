"use strict";
// Enlarges figures and copies commands. The page is complete without it.
const dialog = document.querySelector("dialog");
const stage = dialog.querySelector(".stage");
let home = null;
function enlarge(button) {
  const sheet = button.parentElement;
  const svg = sheet.querySelector("svg");
  home = sheet;
  sheet.style.minHeight = `${sheet.offsetHeight}px`;
  stage.append(svg); // moved, not copied, so that ids stay unique
  dialog.setAttribute("aria-label", button.dataset.headline);
  dialog.showModal(); // Esc closes it, and the focus goes back to the button
}
dialog.addEventListener("close", () => {
  home.prepend(stage.firstElementChild);
  home.style.minHeight = "";
});
dialog.addEventListener("click", (event) => {
  if (!event.target.closest("svg")) dialog.close();
});
for (const button of document.querySelectorAll("button.zoom")) {
  button.hidden = false;
  button.addEventListener("click", () => enlarge(button));
}
for (const button of document.querySelectorAll("button.copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.of);
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(text);
      button.textContent = "Selected: copy it with the keyboard";
    }
  });
}
