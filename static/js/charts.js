// Draws each `figure[data-chart]` from the table in it: the columns whose heading says data-drawn, one line a label.
// The table then folds away below the chart; what the chart shows can be kept as a picture. A figure may instead name
// a table of the page (data-table), which stays where it is.

const style = getComputedStyle(document.documentElement);
const token = (name) => style.getPropertyValue(name).trim();
const COLOURS = ["--chart-1", "--chart-2", "--chart-3", "--chart-4", "--chart-5"].map(token);
const DASHES = [[], [6, 3], [2, 3], [10, 3, 2, 3], [1, 4]];
const FONT = token("--bs-body-font-family");
const MARGIN = 24;

const amount = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

/** A cell's figure, without what stands small below it; null for a dash. */
function figureOf(cell) {
  const text = cell.firstChild?.textContent.trim() ?? "";
  const number = Number(text.replace(/,/gu, ""));
  return text === "" || Number.isNaN(number) ? null : number;
}

function seriesOf(table, lying) {
  const rows = [...table.tBodies[0].rows];
  const columns = [...table.tHead.rows[0].cells].filter((heading) => heading.dataset.drawn);
  return columns.map((heading, n) => ({
    type: heading.dataset.drawn,
    label: heading.querySelector("a")?.firstChild.textContent ?? heading.textContent,
    data: rows.map((row) => figureOf(row.cells[heading.cellIndex])),
    backgroundColor: COLOURS[n],
    borderColor: heading.dataset.drawn === "line" ? COLOURS[n] : token("--paper"),
    borderWidth: heading.dataset.drawn === "line" ? 2 : { top: 1, right: lying ? 1 : 0, bottom: 0, left: 0 },
    segment: { borderDash: () => DASHES[n] },  // of the line, not of its box in the legend
    pointRadius: 4,
    pointBorderColor: token("--paper"),
    order: heading.dataset.drawn === "line" ? 0 : 1,
  }));
}

const asTold = (one, other) => one.datasetIndex - other.datasetIndex;

function options(shape, unit) {
  const lying = shape === "lying";
  const stacked = shape === "stacked";
  const value = { beginAtZero: true, stacked, title: { display: Boolean(unit), text: unit }, grid: { color: token("--line") } };
  const name = { stacked, grid: { display: false }, ticks: { autoSkip: !lying, maxRotation: 60 } };
  return {
    animation: false,
    maintainAspectRatio: false,
    indexAxis: lying ? "y" : "x",
    interaction: { mode: "index", intersect: false, axis: lying ? "y" : "x" },
    locale: "en",
    scales: lying ? { x: value, y: name } : { x: name, y: value },
    plugins: {
      legend: { position: "bottom", labels: { boxWidth: 16, sort: asTold } },
      tooltip: { itemSort: asTold, callbacks: { label: (item) => `${item.dataset.label}: ${amount.format(item.raw)}` } },
    },
  };
}

function draw(figure) {
  const table = figure.querySelector("table") ?? document.getElementById(figure.dataset.table);
  const folded = figure.querySelector("details");
  const keepIt = figure.querySelector("button");
  const title = figure.querySelector("figcaption h2").textContent;
  const { chart: shape, unit } = figure.dataset;
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `แผนภูมิ ${title} ตัวเลขทั้งหมดอยู่ในตารางถัดไป`);
  const frame = document.createElement("div");
  frame.className = "chart-frame";
  frame.append(canvas);
  (folded ?? keepIt).before(frame);
  if (folded) folded.open = false;
  figure.classList.add("is-drawn");
  figure.hidden = false;
  const labels = [...table.tBodies[0].rows].map((row) => row.querySelector("th").textContent.trim());
  const chart = new Chart(canvas, { data: { labels, datasets: seriesOf(table, shape === "lying") }, options: options(shape, unit) });
  keepIt.hidden = false;
  keepIt.addEventListener("click", () => keep(chart, title, figure.dataset));
}

/** The chart with its title and source, on white, as a PNG. */
function keep(chart, title, { unit, source }) {
  const scale = chart.currentDevicePixelRatio;
  const picture = document.createElement("canvas");
  picture.width = chart.canvas.width + 2 * MARGIN * scale;
  picture.height = chart.canvas.height + 5 * MARGIN * scale;
  const pen = picture.getContext("2d");
  pen.fillStyle = token("--paper");
  pen.fillRect(0, 0, picture.width, picture.height);
  pen.drawImage(chart.canvas, MARGIN * scale, 2.5 * MARGIN * scale);
  pen.scale(scale, scale);
  write(pen, title, `700 18px ${FONT}`, 1.5 * MARGIN, picture.width / scale);
  write(pen, [unit && `หน่วย: ${unit}`, source].filter(Boolean).join(" · "), `12px ${FONT}`, picture.height / scale - MARGIN, picture.width / scale);
  picture.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${title}.png`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}

function write(pen, text, font, y, width) {
  pen.fillStyle = token("--ink");
  pen.font = font;
  pen.fillText(text, MARGIN, y, width - 2 * MARGIN);
}

async function drawAll(root) {
  const figures = [...root.querySelectorAll("figure[data-chart]:not(.is-drawn)")];
  if (!figures.length) return;
  await document.fonts.load(`1rem ${FONT}`, "ก1");
  Chart.defaults.font.family = FONT;
  Chart.defaults.color = token("--ink");
  figures.filter((figure) => !figure.matches(".is-drawn")).forEach(draw);
}

drawAll(document);
// Until it has settled, a figure swapped in looks drawn: it bears the attributes of the one before.
document.addEventListener("htmx:afterSettle", () => drawAll(document));
