
// Files are dropped where they can be chosen as well, and are said to be too large before they are sent.
{
  for (const form of document.querySelectorAll("form[data-drop]")) {
    const input = form.querySelector("input[type=file]");
    const zone = input.closest(".drop");
    const list = form.querySelector("[data-drop-list]");
    const most = { bytes: form.dataset.megabytes * 1048576, files: Number(form.dataset.files) };
    form.querySelector("[data-drop-here]").hidden = false;
    const show = () => {
      const items = [...input.files].map((file, at) => {
        const item = document.createElement("li");
        const wrong = file.size > most.bytes ? form.dataset.large : at >= most.files ? form.dataset.many : "";
        item.textContent = `${file.name} ${wrong}`.trim();
        if (wrong) item.className = "bad";
        return item;
      });
      list.replaceChildren(...items);
    };
    input.addEventListener("change", show);
    for (const kind of ["dragover", "dragleave", "drop"]) {
      zone.addEventListener(kind, (event) => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        zone.classList.toggle("over", kind === "dragover");
        if (kind !== "drop") return;
        const all = new DataTransfer();
        for (const file of [...input.files, ...event.dataTransfer.files]) all.items.add(file);
        input.files = all.files;
        show();
      });
    }
  }
}
