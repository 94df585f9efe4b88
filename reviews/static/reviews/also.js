// Saying what a source does to a claim ticks the claim.
document.querySelector("[data-ticks]")?.addEventListener("change", (event) => {
  const row = event.target.closest("li");
  if (event.target.matches("select") && event.target.value) row.querySelector("[type=checkbox]").checked = true;
});
