{
  // A note is sent by its button and waits in this browser until the server has it. It goes under one key however often it
  // has to be sent, so a broken connection neither loses it nor doubles it. Drafts are thrown away as all others are: at
  // sign-out, and after a week.
  const RETRY = 10_000;
  const forms = [...document.querySelectorAll("form[data-note]")];
  const place = (kind, name) => `kompass-draft:${forms[0].dataset.note}:${kind}:${name}`;
  const csrf = () => forms[0].elements.namedItem("csrf").value;
  const textOf = (form) => form.elements.namedItem("text");

  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };
  // A browser may refuse to keep anything; then the form is sent as without a script.
  const write = (key, value) => {
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), ...value }));
      return true;
    } catch {
      return false;
    }
  };
  const drop = (key) => {
    try {
      localStorage.removeItem(key);
    } catch {}
  };
  const waiting = () => {
    try {
      const own = Object.keys(localStorage).filter((key) => key.startsWith(place("note", "")));
      const notes = own.map((key) => [key, read(key)]).filter(([, note]) => note?.action === forms[0].action);
      return notes.sort(([, one], [, other]) => one.at - other.at);
    } catch {
      return [];
    }
  };

  const say = (form, words, bad) => {
    const said = form.querySelector(".autosave");
    said.classList.toggle("error", Boolean(bad));
    said.textContent = words;
  };

  let busy = false;
  let timer;
  async function flush() {
    clearTimeout(timer);
    if (busy) return;
    busy = true;
    for (const [key, note] of waiting()) {
      const form = forms.find((it) => textOf(it).id === note.form) ?? forms.at(-1);
      let status;
      try {
        const answer = await fetch(note.action, {
          method: "POST",
          redirect: "manual",
          headers: { "content-type": "application/x-www-form-urlencoded", "x-kompass-autosave": "1" },
          body: new URLSearchParams([...note.fields, ["csrf", csrf()], ["key", note.key]]).toString(),
        });
        status = answer.status;
      } catch {
        status = 503;
      }
      if (status === 204) {
        drop(key);
        say(form, form.dataset.noteSent);
      } else if (status >= 500 || status === 429) {
        say(form, form.dataset.noteAway, true);
        timer = setTimeout(flush, RETRY);
        break;
      } else {
        // What was refused was not written: it goes back to where it was typed. Whoever was signed out finds it later.
        say(form, form.dataset.noteRefused, true);
        if (status !== 409 && status !== 422) break;
        drop(key);
        const text = new URLSearchParams(note.fields).get("text") ?? "";
        textOf(form).value = [text, textOf(form).value].filter(Boolean).join("\n\n");
        textOf(form).dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
    busy = false;
  }

  for (const form of forms) {
    const said = document.createElement("p");
    said.className = "autosave";
    said.setAttribute("role", "status");
    form.append(said);
    const text = textOf(form);
    const typed = place("typed", `${text.id}@${location.pathname}`);
    if (!text.value) text.value = read(typed)?.text ?? "";
    form.addEventListener("input", () => (text.value ? write(typed, { text: text.value }) : drop(typed)));
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    form.addEventListener("submit", (event) => {
      const mark = event.submitter?.name;
      const key = crypto.randomUUID();
      const fields = [...new FormData(form)].filter(([name]) => !["csrf", "key"].includes(name));
      if (mark) fields.push([mark, event.submitter.value]);
      const empty = !mark && !text.value.trim();
      const kept = !empty && write(place("note", key), { key, action: form.action, form: text.id, fields });
      if (!empty && !kept) return;
      event.preventDefault();
      delete form.dataset.sent;
      if (empty) return text.focus();
      // The mark that something was asked takes no words with it.
      if (!mark) {
        text.value = "";
        drop(typed);
      }
      flush();
    });
  }
  if (forms.length) {
    addEventListener("online", flush);
    flush();
  }
}
