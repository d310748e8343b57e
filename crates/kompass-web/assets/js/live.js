// What others write comes into an open page: the server says that there is something, the page is asked for anew, and its
// parts that nobody is working in are replaced.
{
  // How soon a page asks again that could not be had, and how soon for a stream that was refused.
  const SOON = 10_000;
  const LATER = 60_000;
  const room = document.querySelector("[data-live]");
  const parts = () => document.querySelectorAll("[data-live-part]");
  const changed = (field) =>
    field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked
    : field.options ? [...field.options].some((option) => option.selected !== option.defaultSelected)
    : field.type !== "hidden" && field.value !== field.defaultValue;
  const worked = (part) =>
    part.contains(document.activeElement) || [...part.querySelectorAll("input, textarea, select")].some(changed);
  // A form that saves by itself is kept, for who types in it; what stands in it is renewed unless somebody has typed.
  const taken = (form, fresh) => {
    const own = form.elements.version;
    if (own.value === fresh.elements.version.value) return true;
    if (worked(form)) return false;
    own.value = fresh.elements.version.value;
    for (const field of form.querySelectorAll("textarea")) {
      field.defaultValue = field.value = fresh.elements[field.name].value;
    }
    return true;
  };
  let source, following, asking, again, waiting, left = false;

  // A document by XMLHttpRequest runs no script and is no text that is made HTML. Without an answer, or with one that says
  // to wait, what changed is still unread, so it is asked for again.
  const ask = () =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const wait = () => {
        clearTimeout(waiting);
        waiting = setTimeout(renew, SOON);
        resolve(null);
      };
      request.open("GET", location.href);
      request.setRequestHeader("x-kompass-live", "1");
      request.responseType = "document";
      request.timeout = LATER;
      request.onload = () =>
        request.status === 429 || request.status >= 500 ? wait() : resolve(request.status === 200 ? request.response : null);
      request.onerror = request.ontimeout = wait;
      request.send();
    });

  const renew = async () => {
    if (asking) return (again = true);
    asking = true;
    const page = await ask();
    left = false;
    for (const part of page ? parts() : []) {
      const fresh = page.getElementById(part.id);
      if (!fresh) continue;
      if (part.dataset.autosave !== undefined) left = !taken(part, fresh) || left;
      else if (worked(part)) left = true;
      else {
        for (const open of part.querySelectorAll("details[open][id]")) fresh.querySelector(`#${open.id}`)?.setAttribute("open", "");
        part.replaceWith(fresh);
      }
    }
    for (const note of document.querySelectorAll("[data-live-left]")) note.hidden = !left;
    asking = false;
    if (again) {
      again = false;
      renew();
    }
  };

  const follow = () => {
    clearTimeout(following);
    source?.close();
    source = null;
    if (document.hidden) return;
    source = new EventSource(`${room.dataset.live}?from=${room.dataset.liveFrom ?? ""}`);
    source.addEventListener("changed", (event) => {
      room.dataset.liveFrom = event.lastEventId;
      renew();
    });
    // A browser comes back by itself where the connection broke, but not where it was refused, as while a server starts.
    source.addEventListener("error", ({ target }) => {
      if (target.readyState === EventSource.CLOSED) following = setTimeout(follow, LATER);
    });
  };

  if (room) {
    follow();
    // A page that nobody sees holds no connection.
    document.addEventListener("visibilitychange", follow);
    addEventListener("pagehide", () => source?.close());
    document.addEventListener("focusout", () => setTimeout(() => left && renew()));
  }
}
