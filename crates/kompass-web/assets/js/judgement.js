{
  // A criterion: what the choice gives is counted along, and keys lead on where somebody wants that.

  const form = document.querySelector("form[data-judgement]");
  const sets = [...(form?.querySelectorAll(".segments") ?? [])];
  const gives = form?.querySelector("[data-judgement-gives]");

  function count() {
    let share = 0;
    let closed = false;
    for (const set of sets) {
      const chosen = set.querySelector(":checked");
      if (!chosen && !form.elements.planned.checked) return void (gives.textContent = "");
      share += set.dataset.weight * (chosen?.dataset.share ?? 0);
      closed ||= "gate" in set.dataset && chosen?.dataset.share === "0";
    }
    if (closed || form.elements.planned.checked) share = 0;
    const points = Math.round((form.dataset.max * share) / 100_000_000) / 10;
    const options = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    gives.textContent = form.dataset.gives.replace("{points}", points.toLocaleString(document.documentElement.lang, options));
  }
  if (gives) for (const event of ["change", "restored"]) form.addEventListener(event, count);

  // Single keys can be switched off, and do nothing while one writes.
  const KEYS = "kompass-keys";
  const choice = document.querySelector("[data-judgement-keys]");
  const off = () => {
    try {
      return localStorage.getItem(KEYS) === "off";
    } catch {
      return false;
    }
  };
  if (choice) {
    const box = choice.querySelector("input");
    choice.hidden = false;
    box.checked = !off();
    box.addEventListener("change", () => {
      try {
        localStorage.setItem(KEYS, box.checked ? "on" : "off");
      } catch {}
    });
  }
  const nav = document.querySelector("[data-judgement-nav]");
  if (nav) {
    addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form?.contains(event.target)) {
        return form.requestSubmit(form.querySelector("button.primary"));
      }
      const writes = event.target.matches?.("textarea, select, input:not([type=radio]):not([type=checkbox])");
      if (off() || writes || event.ctrlKey || event.altKey || event.metaKey) return;
      const link = { j: "next", k: "prev" }[event.key];
      if (link) return nav.querySelector(`a[rel=${link}]`)?.click();
      if (!/^[1-9]$/.test(event.key)) return;
      const set = event.target.closest?.(".segments") ?? sets.find((it) => !it.querySelector(":checked"));
      const radio = set?.querySelectorAll("input")[event.key - 1];
      if (!radio) return;
      radio.click();
      (sets.find((it) => !it.querySelector(":checked"))?.querySelector("input") ?? radio).focus();
    });
  }

  // A page of a document is read here, beside what is judged by it.
  document.querySelector(".beside")?.addEventListener("click", async (event) => {
    const read = event.target.closest("li:has(> [data-read])")?.querySelector("[data-read]");
    if (!read) return;
    if (event.target.closest("[data-close]")) {
      read.hidden = true;
      return read.parentElement.querySelector("[data-leaf]").focus();
    }
    const link = event.target.closest("a[data-leaf], [data-read] a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const leaf = page.querySelector(".leaf");
      if (!answer.ok || !leaf) throw new Error("no page");
      read.lastElementChild.replaceChildren(page.querySelector(".turn"), leaf);
      read.hidden = false;
      read.lastElementChild.focus();
    } catch {
      location.assign(link.href);
    }
  });
}
