{
  // A form that saves while it is filled in. What is typed waits in this browser until the server has it: through a
  // broken connection, a closed page, a session that ran out. It is kept for one person, one form and one window, thrown
  // away when it is saved, at sign-out, and after a week; what a closed window left is taken up by the next one.

  const PREFIX = "kompass-draft:";
  const SENT = "kompass-sent";
  const WINDOW = "kompass-window";
  const WEEK = 7 * 24 * 3600 * 1000;
  const PAUSE = 800;
  const RETRY = 10_000;
  // Browsers carry no more of a request on beyond the end of its page.
  const OUTLIVES = 60_000;
  const OURS = ["csrf", "key", "version"];

  // A browser may refuse to keep anything; then the page alone keeps it.
  const kept = {
    keys: () => {
      try {
        return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
      } catch {
        return [];
      }
    },
    read: (key) => {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    write: (key, draft) => {
      try {
        localStorage.setItem(key, JSON.stringify(draft));
      } catch {}
    },
    drop: (key) => {
      try {
        localStorage.removeItem(key);
      } catch {}
    },
  };

  for (const key of kept.keys()) if (!(Date.now() - kept.read(key)?.at < WEEK)) kept.drop(key);

  // The name of this window. It holds a lock of that name while it is open: a copy of it gets another name, and what has
  // no window any more is told apart.
  const lockOf = (name) => `${WINDOW}:${name}`;
  const hold = (name) =>
    new Promise((held) => {
      if (!navigator.locks) return held(true);
      navigator.locks.request(lockOf(name), { ifAvailable: true }, (lock) => {
        held(Boolean(lock));
        return lock && new Promise(() => {});
      });
    });
  const own = (async () => {
    let name;
    try {
      name = sessionStorage.getItem(WINDOW);
    } catch {}
    // The page before this one may be about to let go.
    for (const pause of [0, 300]) {
      if (pause) await new Promise((over) => setTimeout(over, pause));
      if (!name || (await hold(name))) break;
      if (pause) name = null;
    }
    if (!name) await hold((name = crypto.randomUUID()));
    try {
      sessionStorage.setItem(WINDOW, name);
    } catch {}
    return name;
  })();
  const isOpen = async () => {
    const { held = [] } = (await navigator.locks?.query()) ?? {};
    return (key) => held.some(({ name }) => key.includes(`:${name.slice(WINDOW.length + 1)}:`));
  };

  const dropOwn = async (path) => {
    const end = `:${await own}:${path}`;
    kept.keys().filter((key) => key.endsWith(end)).forEach(kept.drop);
  };

  // A form that was sent by its button and is done needs its draft no more, whichever page it stood on.
  const pathOf = (form) => {
    const { autosaveOf } = form.dataset;
    return new URL(form.action).pathname + (autosaveOf ? `#${autosaveOf}` : "");
  };
  const done = new URLSearchParams(location.search).has("done");
  try {
    const sent = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    if (sent && done) dropOwn(sent);
  } catch {}

  // A link that says: not mine, the other text.
  for (const link of document.querySelectorAll("a[data-forget]")) {
    link.addEventListener("click", () => dropOwn(link.dataset.forget));
  }

  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", () => {
      if (form.getAttribute("action") === "/sign-out") return kept.keys().forEach(kept.drop);
      try {
        sessionStorage.setItem(SENT, pathOf(form));
      } catch {}
    });
    if (form.dataset.autosave) keepSaved(form);
  }

  function keepSaved(form) {
    const texts = form.dataset;
    let place; // known once the window is
    const said = document.createElement("p");
    said.className = "autosave";
    said.setAttribute("role", "status");
    form.append(said);

    const version = form.elements.namedItem("version");
    const typed = () => [...new FormData(form)].filter(([name, value]) => !OURS.includes(name) && typeof value === "string");
    const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

    let saved = typed(); // what the server has
    let sending = null; // a request that may or may not have arrived: its key, version and fields
    let busy = false;
    let stopped = false;
    let waiting; // a button was pressed while a save was under way
    let timer;

    const say = (words, bad) => {
      said.classList.toggle("error", Boolean(bad));
      if (said.textContent !== words) said.textContent = words;
    };
    const clock = (moment) => {
      const two = (number) => String(number).padStart(2, "0");
      return (words) => words.replace("{h}", two(moment.getHours())).replace("{m}", two(moment.getMinutes()));
    };
    const keep = () => place && kept.write(place, { at: Date.now(), version: version?.value, fields: typed(), sending });

    function fill(fields) {
      const left = fields.slice();
      for (const control of form.elements) {
        if (!control.name || OURS.includes(control.name) || ["hidden", "submit", "button"].includes(control.type)) continue;
        const mine = ([name, value]) =>
          name === control.name && (!["checkbox", "radio"].includes(control.type) || value === control.value);
        const at = left.findIndex(mine);
        if (["checkbox", "radio"].includes(control.type)) control.checked = at >= 0;
        else if (at >= 0) control.value = left[at][1];
        if (at >= 0) left.splice(at, 1);
      }
      form.dispatchEvent(new CustomEvent("restored"));
    }

    function stop(words) {
      stopped = true;
      say(words, true);
    }

    async function save() {
      clearTimeout(timer);
      // What is sent by its button alone stays here until then.
      if (texts.autosaveWaits || busy || stopped || (!sending && same(typed(), saved))) return;
      busy = true;
      sending ??= { key: crypto.randomUUID(), version: version?.value ?? "", fields: typed() };
      keep();
      const body = new URLSearchParams([
        ...sending.fields,
        ["csrf", form.elements.namedItem("csrf").value],
        ["key", sending.key],
        ...(version ? [["version", sending.version]] : []),
      ]).toString();
      let answer;
      try {
        answer = await fetch(form.action, {
          method: "POST",
          redirect: "manual",
          keepalive: body.length < OUTLIVES,
          headers: { "content-type": "application/x-www-form-urlencoded", "x-kompass-autosave": "1" },
          body,
        });
      } catch {
        answer = { status: 503 };
      }
      busy = false;
      if (answer.status === 204) {
        saved = sending.fields;
        sending = null;
        if (version) version.value = answer.headers.get("x-kompass-version");
        say(clock(new Date())(texts.autosaveSaved));
        if (same(typed(), saved)) place && kept.drop(place);
        else {
          keep();
          later(PAUSE);
        }
      } else if (answer.status >= 500 || answer.status === 429) {
        keep();
        say(texts.autosaveAway, true);
        later(RETRY);
      } else {
        // What was refused was not written: the next save is a new one.
        sending = null;
        keep();
        stop({ 409: texts.autosaveConflict, 422: texts.autosaveWrong }[answer.status] ?? texts.autosaveRefused);
      }
      waiting?.();
    }

    function later(pause) {
      clearTimeout(timer);
      timer = setTimeout(save, pause);
    }

    form.addEventListener("input", () => {
      keep();
      if (texts.autosaveWaits && !stopped) say(clock(new Date())(texts.autosaveWaits));
      else if (!stopped) later(PAUSE);
    });
    form.addEventListener("focusout", save);
    addEventListener("online", save);
    document.addEventListener("visibilitychange", () => document.hidden && save());

    // The button saves as without a script, after what is under way: otherwise one would be in conflict with oneself.
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      if (!busy) return void (stopped = true);
      event.preventDefault();
      waiting = () => {
        waiting = undefined;
        delete form.dataset.sent;
        form.requestSubmit(event.submitter);
      };
    });
    addEventListener("pageshow", (event) => event.persisted && location.reload());

    own.then(async (name) => {
      const [begins, ends] = [`${PREFIX}${texts.autosave}:`, `:${pathOf(form)}`];
      place = `${begins}${name}${ends}`;
      if (!kept.read(place)) {
        const open = await isOpen();
        const left = kept.keys().filter((key) => key.startsWith(begins) && key.endsWith(ends) && !open(key));
        const last = left.sort((one, other) => kept.read(other).at - kept.read(one).at)[0];
        if (last) {
          kept.write(place, kept.read(last));
          kept.drop(last);
        }
      }
      if (same(typed(), saved)) restore();
      else keep();
    });

    // What was not saved the last time.
    function restore() {
      const draft = kept.read(place);
      const refused = form.querySelector("[aria-invalid], .errors");
      if (!draft || refused) return;
      if (same(draft.fields, saved)) return kept.drop(place);
      fill(draft.fields);
      sending = draft.sending;
      if (sending || !version || draft.version === version.value) {
        say(clock(new Date(draft.at))(texts.autosaveWaits ?? texts.autosaveFound));
        later(PAUSE);
      } else {
        // Somebody saved in the meantime: the button leads to the comparison.
        version.value = draft.version;
        stop(texts.autosaveConflict);
      }
    }
  }
}
