// Passkeys: every form marked data-passkey asks the browser for one and is then sent as a plain form.
//   data-passkey="create"  makes a new passkey; its options stand in the JSON script named by data-options
//   data-passkey="get"     asks for a known one; options from data-options, or from the form's own address
// The words for what can go wrong stand in the page, translated: [data-passkey-says="no|failed|address"].

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
const known = (list) => (list || []).map((one) => ({ ...one, id: toBytes(one.id) }));

async function create({ publicKey }) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: known(publicKey.excludeCredentials),
      authenticatorSelection: {
        ...publicKey.authenticatorSelection,
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "required",
      },
    },
  });
  return {
    id: made.id,
    rawId: toText(made.rawId),
    type: made.type,
    response: {
      clientDataJSON: toText(made.response.clientDataJSON),
      attestationObject: toText(made.response.attestationObject),
    },
    clientExtensionResults: made.getClientExtensionResults(),
  };
}

async function get({ publicKey }) {
  const found = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      allowCredentials: known(publicKey.allowCredentials),
    },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = found.response;
  return {
    id: found.id,
    rawId: toText(found.rawId),
    type: found.type,
    response: {
      clientDataJSON: toText(clientDataJSON),
      authenticatorData: toText(authenticatorData),
      signature: toText(signature),
      userHandle: userHandle && toText(userHandle),
    },
    clientExtensionResults: found.getClientExtensionResults(),
  };
}

async function options(form) {
  const script = document.getElementById(form.dataset.options || "");
  if (script) return JSON.parse(script.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`no options: ${answer.status}`);
  return answer.json();
}

function say(form, what) {
  for (const words of form.querySelectorAll("[data-passkey-says]")) words.hidden = words.dataset.passkeySays !== what;
}

async function ask(form) {
  say(form, "");
  const { creation_options: making, request_options: asking } = await options(form);
  const credential = form.dataset.passkey === "create" ? await create(making) : await get(asking);
  form.elements.credential.value = JSON.stringify(credential);
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) {
    say(form, "no");
    continue;
  }
  for (const part of form.querySelectorAll("[data-passkey-part]")) part.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (button) button.disabled = true;
    ask(form)
      .catch((error) => say(form, error.name === "SecurityError" ? "address" : "failed"))
      .finally(() => button && (button.disabled = false));
  });
}
