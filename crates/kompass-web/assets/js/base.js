// Small improvements; every page works without them, except passkeys, which need a script and have another way.

const csrf = () => document.querySelector("input[name=csrf]")?.value ?? "";

// A refused form: go to the list of what is wrong.
document.getElementById("errors")?.focus();

// A menu closes by Escape and by a click elsewhere.
for (const menu of document.querySelectorAll("details[data-menu]")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}

// A narrow page folds the places of an evaluation; without a script they stand open.
if (matchMedia("(max-width: 40rem)").matches) document.querySelector("[data-sections]")?.removeAttribute("open");

// A form is sent once, however often its button is pressed.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => delete form.dataset.sent);
}

// Copies what is shown once.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = button.dataset.copied;
  });
}

// Prints the page, for those who look for a button.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

class Refused extends Error {}

async function send(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", "x-kompass-csrf": csrf() },
    body: JSON.stringify(body ?? {}),
  });
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer.detail);
  return answer;
}

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

// How strong a new password is, said while it is typed.
for (const input of document.querySelectorAll("input[data-strength]")) {
  const said = document.createElement("p");
  said.className = "strength";
  said.setAttribute("role", "status");
  input.after(said);
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (!input.value) return said.replaceChildren();
      // It is said where it can be; the form itself says what is too weak.
      const measured = await send("/password-strength", { password: input.value }).catch(() => null);
      if (!measured) return said.replaceChildren();
      const { score, words } = measured;
      const meter = Object.assign(document.createElement("meter"), { min: 0, max: 4, low: 2, high: 3, optimum: 4, value: score });
      meter.setAttribute("aria-label", words);
      said.replaceChildren(meter, words);
    }, 400);
  });
  // Once the form is sent, the token it was made with may be over.
  input.form?.addEventListener("submit", () => clearTimeout(timer));
}

// Passkeys.

function registration(options) {
  const publicKey = options.publicKey;
  publicKey.challenge = bytes(publicKey.challenge);
  publicKey.user.id = bytes(publicKey.user.id);
  for (const known of publicKey.excludeCredentials ?? []) known.id = bytes(known.id);
  return { publicKey };
}

function assertion(options) {
  const publicKey = options.publicKey;
  publicKey.challenge = bytes(publicKey.challenge);
  for (const known of publicKey.allowCredentials ?? []) known.id = bytes(known.id);
  return { publicKey };
}

function credential(made) {
  const { response } = made;
  const answer = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    answer.attestationObject = text(response.attestationObject);
    answer.transports = response.getTransports?.() ?? [];
  } else {
    answer.authenticatorData = text(response.authenticatorData);
    answer.signature = text(response.signature);
    answer.userHandle = response.userHandle ? text(response.userHandle) : null;
  }
  return {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    response: answer,
    extensions: made.getClientExtensionResults(),
  };
}

// The device is asked for one thing at a time: pressing the button ends the offer in the field.
let offer;

async function usePasskey(button, how = {}) {
  const { ceremony, options } = await send(button.dataset.begin);
  const made =
    button.dataset.passkey === "register"
      ? await navigator.credentials.create(registration(options))
      : await navigator.credentials.get({ ...assertion(options), ...how });
  const { next } = await send(button.dataset.finish, {
    ceremony,
    name: document.getElementById(button.dataset.name)?.value ?? "",
    next: button.dataset.next,
    credential: credential(made),
  });
  location.assign(next);
}

for (const button of document.querySelectorAll("button[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  button.hidden = false;
  const said = document.getElementById(button.getAttribute("aria-describedby"));
  button.addEventListener("click", async () => {
    offer?.abort();
    said.textContent = "";
    button.disabled = true;
    try {
      await usePasskey(button);
    } catch (error) {
      // What the browser says is for programmers; what we say is for people.
      said.textContent = error instanceof Refused ? error.message : button.dataset.refused;
    } finally {
      button.disabled = false;
    }
  });
}

// Where the browser can, it offers the passkey in the field for the e-mail address.
const field = document.querySelector('input[autocomplete~="webauthn"]');
const signIn = document.querySelector('button[data-passkey="sign-in"]');
if (field && signIn && (await window.PublicKeyCredential?.isConditionalMediationAvailable?.())) {
  offer = new AbortController();
  usePasskey(signIn, { mediation: "conditional", signal: offer.signal }).catch((error) => {
    if (error instanceof Refused) {
      document.getElementById(signIn.getAttribute("aria-describedby")).textContent = error.message;
    }
  });
}
