// A chart of numbers by day or another step, in the colours of the theme, and the same numbers as a table.
import uPlot from '../vendor/uplot.js';
import { Fragment, html, useEffect, useRef, useState } from './html.js';
import { language, t } from './i18n.js';
import { loadStyles } from './stylesheet.js';

await Promise.all([
  loadStyles(new URL('../vendor/uplot.css', import.meta.url)),
  loadStyles(new URL('./chart.css', import.meta.url)),
]);

/**
 * @param {{label: string, stepLabel: string, steps: string[], shortSteps?: string[], height?: number,
 *   kind?: 'bars' | 'line', series: Array<{label: string, values: number[], color?: string}>,
 *   format: (value: number) => string}} props `label` says in one sentence what the chart shows. `steps` are the texts
 *   of the x axis, `shortSteps` the ones that are drawn. `color` is the name of a custom property.
 */
export function Chart(props) {
  const { label, stepLabel, steps, series, format } = props;
  return html`
    <${Fragment}>
      <${Plot} ...${props} />
      <details class="chart-table">
        <summary>${t('ui.chart.table')}</summary>
        <div class="chart-table-rows" tabindex="0" role="region" aria-label=${label}>
          <table class="table">
            <thead><tr><th scope="col">${stepLabel}</th>
              ${series.map((s) => html`<th scope="col" class="number">${s.label}</th>`)}</tr></thead>
            <tbody>
              ${steps.map((step, i) => html`
                <tr key=${step}><th scope="row">${step}</th>
                  ${series.map((s) => html`<td class="number">${format(s.values[i])}</td>`)}</tr>`)}
            </tbody>
          </table>
        </div>
      </details>
    </${Fragment}>`;
}

function Plot({ label, steps, shortSteps = steps, series, format, height = 220, kind = 'bars' }) {
  const element = useRef();
  const tip = useRef();
  const theme = useThemeChanges();
  const data = JSON.stringify([steps, series]);
  useEffect(() => {
    const target = element.current;
    const texts = { steps, shortSteps, series, format };
    const options = chartOptions(target, texts, kind, height, (plot) => showTip(plot, tip.current, texts));
    const plot = new uPlot(options, [steps.map((_, i) => i), ...series.map((s) => s.values)], target);
    const observer = new ResizeObserver(() => plot.setSize({ width: target.clientWidth, height }));
    observer.observe(target);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [data, kind, height, theme, language()]);
  return html`
    <div class="chart" role="img" aria-label=${label}>
      <div ref=${element} style=${{ minHeight: `${height}px` }}></div>
      <div class="chart-tip" ref=${tip} hidden></div>
    </div>`;
}

function chartOptions(target, { shortSteps, series, format }, kind, height, onCursor) {
  const color = (name) => colorOf(target, name);
  const axis = {
    stroke: color('--text-muted'), font: `12px ${getComputedStyle(target).fontFamily}`, ticks: { show: false },
    grid: { stroke: color('--border'), width: 1 },
  };
  return {
    width: target.clientWidth, height, padding: [12, 20, 0, 0], legend: { show: false },
    cursor: {
      y: false, drag: { setScale: false, x: false, y: false },
      points: kind === 'bars' ? { show: false } : { size: 8 },
    },
    scales: {
      x: { time: false, range: () => [-0.5, shortSteps.length - 0.5] },
      y: { range: (_, __, max) => [0, niceMax(max)] },
    },
    axes: [
      {
        ...axis, size: 28, grid: { show: false }, space: 56, incrs: [1, 2, 5, 7, 14, 30, 61, 91],
        values: (_, splits) => splits.map((i) => (Number.isInteger(i) ? shortSteps[i] ?? '' : '')),
      },
      {
        ...axis, size: 56, space: 36,
        values: (_, splits) => splits.map((value) => (Number.isInteger(value) ? format(value) : '')),
      },
    ],
    series: [{}, ...series.map((s) => seriesOptions(color(s.color ?? '--accent'), kind))],
    hooks: { setCursor: [onCursor] },
  };
}

function seriesOptions(color, kind) {
  return kind === 'bars'
    ? { fill: color, width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.7, 40], radius: 0.15 }) }
    : { stroke: color, width: 2, points: { show: false } };
}

/** A canvas does not know custom properties, so the browser computes the colour. */
function colorOf(target, name) {
  target.style.color = `var(${name})`;
  const color = getComputedStyle(target).color;
  target.style.color = '';
  return color;
}

/** A round number that is not below the value, and at least 4. */
function niceMax(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 4)));
  return Math.max(4, [1, 1.2, 1.6, 2, 2.5, 3, 4, 5, 6, 8, 10].map((n) => n * power).find((n) => n >= value));
}

function showTip(plot, tip, { steps, series, format }) {
  const index = plot.cursor.idx;
  tip.hidden = index == null || plot.cursor.left < 0;
  if (tip.hidden) return;
  const lines = series.map((s) => `${s.label}  ${format(s.values[index])}`);
  tip.textContent = [steps[index], ...lines].join('\n');
  const ratio = uPlot.pxRatio;
  const left = plot.bbox.left / ratio + plot.valToPos(index, 'x');
  const most = plot.width - tip.offsetWidth;
  tip.style.transform = `translateX(${Math.max(0, Math.min(most, left - tip.offsetWidth / 2))}px)`;
}

/** A number that changes with the colours of the page. */
function useThemeChanges() {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const changed = () => setCount((n) => n + 1);
    const observer = new MutationObserver(changed);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', changed);
    return () => {
      observer.disconnect();
      dark.removeEventListener('change', changed);
    };
  }, []);
  return count;
}
