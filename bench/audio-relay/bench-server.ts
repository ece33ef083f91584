/** What every server under test answers to the load generator, over the process channel. */
export type ServerReport =
  | { readonly kind: 'ready'; readonly url: string; readonly tickets?: readonly string[] }
  | { readonly kind: 'usage'; readonly cpuMicros: number };
export type ServerRequest = { readonly kind: 'usage' } | { readonly kind: 'tickets'; readonly count: number };

const tell = (report: ServerReport): void => {
  process.send?.(report);
};

/** Tells where the server is, and from then on answers how much CPU time this process has used. Ends soon after its parent. */
export const serveBench = (url: string, makeTickets?: (count: number) => Promise<string[]>): void => {
  process.on('message', (request: ServerRequest) => {
    if (request.kind === 'usage') {
      const { user, system } = process.cpuUsage();
      tell({ kind: 'usage', cpuMicros: user + system });
    } else void makeTickets?.(request.count).then((tickets) => tell({ kind: 'ready', url, tickets }));
  });
  process.on('disconnect', () => setTimeout(() => process.exit(), 2_000));
  tell({ kind: 'ready', url });
};
