import express from 'express';

interface Listed {
  readonly path: string;
  readonly methods?: readonly string[];
  readonly router?: { listRoutes(): readonly Listed[] };
}

const listed = (routes: readonly Listed[], base: string): string[] =>
  routes.flatMap(({ path, methods = [], router }) => [
    ...methods.map((method) => `${method} ${base}${path}`),
    ...(router ? listed(router.listRoutes(), path === '/' ? base : `${base}${path}`) : []),
  ]);

/** What a server that `start` makes takes by method and path, from its routers themselves: `POST /api/v1/events/:id/start`. */
export const listRoutesOf = async <Running>(
  start: () => Promise<Running>,
): Promise<{ readonly running: Running; readonly routes: readonly string[] }> => {
  const made: { readonly router: NonNullable<Listed['router']> }[] = [];
  const application = express.application as unknown as { init: () => void };
  const { init } = application;
  application.init = function (this: (typeof made)[number]) {
    made.push(this);
    init.call(this);
  };
  try {
    const running = await start();
    return { running, routes: [...new Set(made.flatMap(({ router }) => listed(router.listRoutes(), '')))] };
  } finally {
    application.init = init;
  }
};
