import express from 'express';
import { describeApi } from './openapi.ts';

export const createOpenApiRoutes = ({ publicUrl }: { readonly publicUrl: string }): express.Router => {
  const router = express.Router();
  let description: object | undefined;
  router.get('/openapi.json', (_request, response) => {
    description ??= describeApi(publicUrl);
    response.json(description);
  });
  return router;
};
