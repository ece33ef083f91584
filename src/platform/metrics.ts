import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Tally } from '../base/tally.ts';

/** The names of labels are few, and their values closed: never a person, a room, an address or a number. */
type Labels = Readonly<Record<string, string>>;

/** One reading of a figure; without labels there is one. */
export interface Reading {
  readonly labels?: Labels;
  readonly value: number;
}

type Read = () => readonly Reading[] | Promise<readonly Reading[]>;

/** What is measured, as Prometheus asks for it (text format 0.0.4). Names are in docs/monitoring.md. */
export interface Metrics {
  /** What goes up and down; read at each scrape. No reading: not there, rather than a made-up zero. */
  gauge(name: string, help: string, read: Read): void;
  /** What only goes up, kept elsewhere; read at each scrape. */
  counter(name: string, help: string, read: Read): void;
  /** How long something takes, in seconds. Answers how to tell of one. */
  histogram(name: string, help: string, labels: readonly string[], buckets: readonly number[]): ObserveSeconds;
  /** The whole page. */
  text(): Promise<string>;
  readonly contentType: string;
}

export type ObserveSeconds = (labels: Labels, seconds: number) => void;

const PREFIX = 'webmeeting_';

const labelNamesOf = (readings: readonly Reading[]): string[] => [
  ...new Set(readings.flatMap(({ labels = {} }) => Object.keys(labels))),
];

/** Readings of a tally, its names as the values of one label. */
export const tallied = (tally: Tally<string>, label: string): Reading[] =>
  [...tally].map(([name, value]) => ({ labels: { [label]: name }, value }));

/** Readings of plain counters, their field names as the values of one label. */
export const perField = (fields: Readonly<Record<string, number>>, label: string): Reading[] =>
  Object.entries(fields).map(([name, value]) => ({ labels: { [label]: name }, value }));

export const createMetrics = (): Metrics => {
  const registry = new Registry();
  const names = new Set<string>();

  /** prom-client wants to know the labels beforehand: a metric is made anew for each page from what was read. */
  const pages: Array<(page: Registry) => Promise<void>> = [];
  const add = (name: string, write: (page: Registry) => Promise<void>): void => {
    if (names.has(name)) throw new Error(`The metric ${name} is there twice.`);
    names.add(name);
    pages.push(write);
  };

  return {
    contentType: registry.contentType,
    gauge(name, help, read) {
      add(name, async (page) => {
        const readings = await read();
        if (readings.length === 0) return;
        const gauge = new Gauge({
          name: PREFIX + name,
          help,
          labelNames: labelNamesOf(readings),
          registers: [page],
        });
        for (const { labels = {}, value } of readings) gauge.set({ ...labels }, value);
      });
    },
    counter(name, help, read) {
      add(name, async (page) => {
        const readings = await read();
        if (readings.length === 0) return;
        const counter = new Counter({
          name: PREFIX + name,
          help,
          labelNames: labelNamesOf(readings),
          registers: [page],
        });
        for (const { labels = {}, value } of readings) counter.inc({ ...labels }, value);
      });
    },
    histogram(name, help, labels, buckets) {
      const histogram = new Histogram({
        name: PREFIX + name,
        help,
        labelNames: [...labels],
        buckets: [...buckets],
        registers: [registry],
      });
      return (of, seconds) => histogram.observe({ ...of }, seconds);
    },
    async text() {
      const page = new Registry();
      for (const write of pages) await write(page);
      return await Registry.merge([page, registry]).metrics();
    },
  };
};
