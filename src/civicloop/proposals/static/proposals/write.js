// Extras for writing a proposal. Without this file every form works the same, only quieter.

for (const box of document.querySelectorAll("[data-locate]")) {
  if (!("geolocation" in navigator)) continue;
  const { latitude, longitude } = box.closest("form").elements;
  const [use, forget] = [box.querySelector("[data-locate-use]"), box.querySelector("[data-locate-forget]")];
  const status = box.querySelector("[data-locate-status]");
  const show = (sentence) => {
    status.textContent = sentence;
    forget.hidden = !latitude.value;
  };
  use.addEventListener("click", () => {
    show(box.dataset.waiting);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        latitude.value = coords.latitude.toFixed(4);
        longitude.value = coords.longitude.toFixed(4);
        show(box.dataset.found);
      },
      () => show(box.dataset.refused),
      { timeout: 15000, maximumAge: 60000 },
    );
  });
  forget.addEventListener("click", () => {
    latitude.value = longitude.value = "";
    show("");
    use.focus();
  });
  show(latitude.value ? box.dataset.found : "");
  box.hidden = false;
}
