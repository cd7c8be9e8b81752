// A table pasted from Word or Excel: the field shows its text, the cells as the program gave them go along unseen.
"use strict";
(() => {
  const MOST = 900000; // letters; of more only the text is sent
  for (const area of document.querySelectorAll("textarea[data-paste]")) {
    const html = document.getElementById(area.dataset.paste);
    area.addEventListener("paste", (event) => {
      const given = event.clipboardData?.getData("text/html") || "";
      const isWhole = area.selectionStart === 0 && area.selectionEnd === area.value.length;
      html.value = isWhole && given.includes("<t") && given.length <= MOST ? given : "";
    });
    // What is typed by hand afterwards is what counts.
    area.addEventListener("input", (event) => {
      if (event.inputType !== "insertFromPaste") html.value = "";
    });
  }
})();
