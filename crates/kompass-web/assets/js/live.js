// What others write comes into an open page: the server says that there is something, the page is asked for anew, and its
// parts that nobody is working in are replaced.
{
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
  let source, asking, again, left = false;

  // A document by XMLHttpRequest runs no script and is no text that is made HTML.
  const ask = () =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("GET", location.href);
      request.setRequestHeader("x-kompass-live", "1");
      request.responseType = "document";
      request.onload = () => resolve(request.status === 200 ? request.response : null);
      request.onerror = () => resolve(null);
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
    source?.close();
    source = null;
    if (document.hidden) return;
    source = new EventSource(`${room.dataset.live}?from=${room.dataset.liveFrom ?? ""}`);
    source.addEventListener("changed", (event) => {
      room.dataset.liveFrom = event.lastEventId;
      renew();
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
