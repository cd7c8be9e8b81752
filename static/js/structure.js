// Rows of a plan by keyboard: the new row comes to where it is wanted, Alt with arrows moves the row in focus.
"use strict";
(() => {
  const form = () => document.querySelector("#rows");
  const rowOf = (element) => element?.closest?.("tr[data-row]");
  let last = "";

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-add-after]");
    const typed = document.querySelector("#new");
    if (!link || !typed || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const row = rowOf(link);
    const open = row.nextElementSibling?.matches(".outline-open") ? row.nextElementSibling : row;
    open.after(typed);
    document.querySelectorAll("#structure input[name=after]").forEach((field) => { field.value = link.dataset.addAfter; });
    typed.querySelector("input[name=title]").focus();
  });

  const arrows = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" };
  document.addEventListener("keydown", (event) => {
    const row = rowOf(event.target);
    const what = arrows[event.key];
    if (!row || !what || !event.altKey || document.body.dataset.keys === "off") return;
    if (["in", "out"].includes(what) && !row.matches(".sec")) return;
    event.preventDefault();
    const value = `${what}:${row.dataset.row}`;
    let button = form().querySelector(`button[value="${CSS.escape(value)}"]`);
    if (!button) {
      // Nesting has its button only where the row is open.
      button = document.createElement("button");
      button.name = "action";
      button.value = value;
      button.hidden = true;
      form().append(button);
    }
    button.click();
  });

  // What was pressed is drawn anew: the focus goes back to the same row, or to the field of the next one.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("#rows, #panel")) last = event.submitter?.value || "";
  }, true);
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id !== "structure" || !last) return;
    const [what, key] = last.split(":");
    last = "";
    const wrong = document.querySelector("#structure [aria-invalid=true]");
    const row = key && document.querySelector(`tr[data-row="${CSS.escape(key)}"]`);
    if (wrong) wrong.focus();
    else if (what.startsWith("add")) document.querySelector("#new input[name=title]")?.focus();
    else if (row) {
      row.tabIndex = -1;
      row.focus();
    }
  });
})();
