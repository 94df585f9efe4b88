// The button that has a claim checked in parts tells how many of them are ticked.
export function countParts() {
  const fields = document.getElementById("parts");
  const button = fields?.querySelector("[data-apart]");
  if (!button) return;
  fields.addEventListener("change", () => {
    const ticked = fields.querySelectorAll("[name=part]:checked").length;
    button.disabled = ticked === 0;
    button.textContent = ticked === 1 ? button.dataset.one : button.dataset.many.replace("%s", ticked);
  });
}
