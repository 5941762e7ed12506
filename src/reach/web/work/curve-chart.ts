import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatDate, formatNumber, formatTime, t } from '$web/i18n.svelte.ts';
import { LINES } from './curve.ts';

export interface Wanted {
  lines: number[][];
  audience: number;
  width: number;
}

const DAY = 86_400;

function timeLabels(ticks: number[]): string[] {
  const isLong = (ticks.at(-1) ?? 0) - (ticks[0] ?? 0) > 2 * DAY;
  return ticks.map((at) => (isLong ? formatDate(at * 1_000).slice(0, 5) : formatTime(at * 1_000)));
}

/** Draws the curve in the colours of the page; destroy() takes it away. */
export function drawCurve(place: HTMLElement, { lines, audience, width }: Wanted): uPlot {
  const style = getComputedStyle(place);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const font = `${Math.round(parseFloat(style.fontSize) * 0.8)}px ${colour('body')}`;
  const axis = {
    stroke: colour('ink-2'),
    grid: { stroke: colour('line'), width: 1 },
    ticks: { show: false },
    font,
  };
  return new uPlot(
    {
      width,
      height: 240,
      cursor: { drag: { x: false, y: false } },
      legend: { show: false },
      scales: { x: { time: true }, y: { range: [0, Math.max(1, audience)] } },
      axes: [
        { ...axis, space: 70, values: (_plot, ticks) => timeLabels(ticks) },
        { ...axis, size: 56, values: (_plot, ticks) => ticks.map((tick) => formatNumber(tick)) },
      ],
      series: [
        {},
        ...LINES.map((line) => ({
          label: t(`reach.page.curve_${line}`),
          stroke: colour(line),
          fill: line === 'delivered' ? `${colour(line)}40` : undefined,
          width: 2.5,
          points: { show: false },
        })),
      ],
    },
    lines as uPlot.AlignedData,
    place,
  );
}
