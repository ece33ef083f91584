import { expect } from 'chai';
import { silentLog } from '../../../src/base/log.ts';
import { createServices, type ServicePart } from '../../../src/platform/services.ts';
import { createServicesJob } from '../../../src/platform/services-job.ts';
import type { SettingsStore } from '../../../src/platform/settings-store.ts';

const fails = () => Promise.reject(new Error('no'));

const build = (part: Partial<ServicePart>) => {
  const kept = new Map<string, unknown>();
  const disk = { full: false };
  const settings: SettingsStore = {
    get: async (name) => kept.get(name),
    async set(name, value) {
      if (disk.full) throw new Error('SQLITE_FULL');
      kept.set(name, value);
    },
  };
  const services = createServices({ settings, clock: { nowMs: () => 0 }, log: silentLog });
  services.define('recording', { check: async () => undefined, ...part });
  return { services, kept, disk };
};

const refusal = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => false,
    () => true,
  );

describe('a service', () => {
  it('is stopped even when those who use it cannot be told', async () => {
    let runs = false;
    const { services } = build({
      start: async () => {
        runs = true;
      },
      stop: async () => {
        runs = false;
      },
      farewell: fails,
    });
    await services.begin();
    expect(runs).to.equal(true);
    await services.stop('recording');
    expect(runs).to.equal(false);
    expect(services.isStopped('recording')).to.equal(true);
  });

  it('that did not stop is not started a second time beside itself', async () => {
    let starts = 0;
    const { services } = build({
      start: async () => {
        starts += 1;
      },
      stop: fails,
    });
    await services.begin();
    expect(await refusal(services.stop('recording'))).to.equal(true);
    await services.start('recording');
    expect(starts).to.equal(1);
  });

  it('stays as it is when what was wanted cannot be kept on the disk', async () => {
    const { services, disk } = build({});
    await services.begin();
    disk.full = true;
    expect(await refusal(services.stop('recording'))).to.equal(true);
    expect(services.isStopped('recording')).to.equal(false);
    disk.full = false;
    await services.stop('recording');
    disk.full = true;
    expect(await refusal(services.start('recording'))).to.equal(true);
    expect(services.isStopped('recording')).to.equal(true);
  });

  it('that cannot be stopped keeps none of the others from being stopped at the end', async () => {
    const stopped: string[] = [];
    const { services } = build({ stop: fails });
    services.define('mail-out', {
      check: async () => undefined,
      stop: async () => void stopped.push('mail-out'),
    });
    await services.begin();
    await services.end();
    expect(stopped).to.deep.equal(['mail-out']);
  });

  it('is told to be troubled since it was, though nobody has looked until later', async () => {
    const world = { nowMs: 1_000, isTroubled: false };
    const services = createServices({
      settings: { get: async () => undefined, set: async () => {} },
      clock: { nowMs: () => world.nowMs },
      log: silentLog,
    });
    services.define('mail-out', { check: async () => (world.isTroubled ? { code: 'mail-delayed' } : undefined) });
    await services.begin();
    world.isTroubled = true;
    world.nowMs = 5_000;
    const job = createServicesJob({ services, log: silentLog });
    job.start();
    await job.stop();
    world.nowMs = 9_000;
    const report = (await services.report()).find(({ name }) => name === 'mail-out');
    expect(report).to.include({ state: 'troubled', sinceMs: 5_000 });
  });
});
