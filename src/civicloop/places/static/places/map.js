// Offers a map that can be zoomed beside the drawn one. Leaflet is fetched only when somebody asks for it;
// every link on it also stands in the drawing and in the list, so no key press is needed to reach one.

for (const figure of document.querySelectorAll("[data-region-map]")) offer(figure);

function offer(figure) {
  const button = figure.querySelector("button");
  const live = figure.querySelector(".map-live");
  const drawing = figure.querySelector("svg");
  let opened = null;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const open = button.getAttribute("aria-pressed") !== "true";
    try {
      opened ??= load(figure, live, drawing);
      show(open);
      (await opened).invalidateSize();
    } catch {
      opened = null;
      show(false);
      const status = figure.querySelector("[role=status]");
      status.textContent = status.dataset.failed;
    }
  });

  function show(open) {
    button.setAttribute("aria-pressed", String(open));
    live.hidden = !open;
    drawing.toggleAttribute("hidden", open);
  }
}

async function load(figure, live, drawing) {
  const { boundaries, points, script, style, zoomIn, zoomOut } = figure.dataset;
  const [areas, places] = await Promise.all([json(boundaries), points ? json(points) : null, sheet(style), import(script)]);
  const L = window.L;
  const map = L.map(live, { zoomControl: false, scrollWheelZoom: false, zoomSnap: 0.25, attributionControl: false });
  L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  const drawn = new Map([...drawing.querySelectorAll("[data-code]")].map((shape) => [shape.dataset.code, shape]));
  const layer = L.geoJSON(areas, {
    style: (area) => ({ className: `map-area ${drawn.get(area.id)?.getAttribute("class") ?? "map-level-0"}` }),
    onEachFeature: (area, shape) => describe(shape, drawn.get(area.id)),
  }).addTo(map);
  map.fitBounds(layer.getBounds());
  map.setMinZoom(map.getZoom() - 0.5);
  map.setMaxBounds(layer.getBounds().pad(0.3));
  if (places) L.geoJSON(places, { pointToLayer: (place, at) => point(L, figure, place, at) }).addTo(map);
  return map;
}

function describe(shape, drawn) {
  if (!drawn) return;
  shape.bindTooltip(text("span", drawn.querySelector("title").textContent), { sticky: true });
  const href = drawn.getAttribute("href");
  if (href) shape.on("click", () => location.assign(href));
}

function point(L, figure, place, at) {
  const link = text("a", place.properties.title);
  link.href = place.properties.url;
  if (place.properties.lang) link.lang = place.properties.lang;
  const popup = L.popup({ closeButton: true }).setContent(link);
  popup.on("add", () => popup.getElement()?.querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", figure.dataset.close));
  return L.circleMarker(at, { radius: 7, className: "map-point" }).bindPopup(popup);
}

function text(tag, words) {
  const element = document.createElement(tag);
  element.textContent = words; // never markup: titles are people’s own words
  return element;
}

async function json(address) {
  const answer = await fetch(address, { headers: { accept: "application/geo+json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

function sheet(address) {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address, onload: resolve, onerror: reject });
    document.head.append(link);
  });
}
