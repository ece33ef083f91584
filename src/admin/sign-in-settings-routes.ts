import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import type { DirectorySettings, Provider, SignInSettings } from '../accounts/sign-in-settings.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import type { Clock } from '../base/clock.ts';
import { DomainError, invalidField } from '../base/errors.ts';
import {
  directoryRequest,
  directoryTestRequest,
  providerId,
  providerRequest,
  providerTestRequest,
  type SignInSettingsBody,
  signInPolicySchema,
  type TestOutcome,
  type TestStep,
} from '../contract/http/sign-in.ts';
import type { Audit } from '../platform/audit.ts';
import type { UnitOfWork } from '../platform/database.ts';
import { readNetworks } from '../platform/public-address.ts';
import { readBody, readValue } from '../platform/web.ts';

/** More buttons than anybody reads on a sign-in page. */
const PROVIDERS_MOST = 20;

const checkNetworks = (networks: readonly string[]): void => {
  networks.forEach((network, index) => {
    try {
      readNetworks([network]);
    } catch {
      throw invalidField(`networks.${index}`, 'network', 'An address or a network such as 10.1.0.0/16.');
    }
  });
};

/** How people sign in: policy, providers, the directory, and a test of each. For administrators. */
export const createSignInSettingsRoutes = ({
  settings,
  tests,
  groupNames,
  audit,
  unitOfWork,
  clock,
  publicUrl,
}: {
  readonly settings: SignInSettings;
  readonly tests: {
    provider(provider: Provider): Promise<TestStep[]>;
    directory(
      directory: DirectorySettings,
      somebody?: { readonly login: string; readonly password: string | undefined },
    ): Promise<TestStep[]>;
  };
  readonly groupNames: () => Promise<readonly string[]>;
  readonly audit: Audit;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly publicUrl: string;
}): express.Router => {
  const router = express.Router();

  const describe = async (): Promise<SignInSettingsBody> => {
    const directory = await settings.directory();
    const bodyOf = ({ password, ...rest }: DirectorySettings) => ({ ...rest, hasPassword: password !== '' });
    return {
      policy: await settings.policy(),
      providers: (await settings.providers()).map(({ secret, ...rest }) => ({ ...rest, hasSecret: secret !== '' })),
      ...(directory && { directory: bodyOf(directory) }),
      callbackUrl: `${publicUrl}/sign-in/oidc/ID/callback`,
      groups: [...(await groupNames())],
    };
  };

  router.get('/admin/sign-in-settings', async (request, response) => {
    requireAdmin(request);
    response.json(await describe());
  });

  router.put('/admin/sign-in-settings/policy', async (request, response) => {
    requireAdmin(request);
    const policy = readBody(signInPolicySchema, request);
    checkNetworks(policy.networks);
    await unitOfWork(async (transaction) => {
      await settings.setPolicy(policy, clock.nowMs(), transaction);
      const detail = { about: 'sign-in', secondFactor: policy.secondFactor, networks: policy.networks };
      await audit.write({ actor: actorOf(request), action: 'settings.change', detail }, transaction);
    });
    response.json(await describe());
  });

  router.put('/admin/sign-in-settings/providers/:id', async (request, response) => {
    requireAdmin(request);
    const id = readValue(providerId, request.params['id']);
    const provider = readBody(providerRequest, request);
    const standing = await settings.providers();
    if (!standing.some((one) => one.id === id) && standing.length >= PROVIDERS_MOST) throw new DomainError('too-large');
    await unitOfWork(async (transaction) => {
      await settings.setProvider(id, provider, transaction);
      const detail = { change: 'set', issuer: provider.issuer, active: provider.active };
      const target = { id, name: provider.name };
      await audit.write({ actor: actorOf(request), action: 'provider.change', target, detail }, transaction);
    });
    response.json(await describe());
  });

  router.delete('/admin/sign-in-settings/providers/:id', async (request, response) => {
    requireAdmin(request);
    const id = readValue(providerId, request.params['id']);
    const name = (await settings.provider(id))?.name ?? id;
    await unitOfWork(async (transaction) => {
      if (!(await settings.removeProvider(id, transaction))) throw new DomainError('not-found');
      const detail = { change: 'removed' };
      await audit.write(
        { actor: actorOf(request), action: 'provider.change', target: { id, name }, detail },
        transaction,
      );
    });
    response.status(204).end();
  });

  router.post('/admin/sign-in-settings/providers/test', async (request, response) => {
    requireAdmin(request);
    const { id, provider } = readBody(providerTestRequest, request);
    const body: TestOutcome = { steps: await tests.provider(await settings.completeProvider(id, provider)) };
    response.json(body);
  });

  router.put('/admin/sign-in-settings/directory', async (request, response) => {
    requireAdmin(request);
    const directory = readBody(directoryRequest, request);
    await unitOfWork(async (transaction) => {
      await settings.setDirectory(directory, transaction);
      const { host, port, active } = directory;
      const detail = { host, port, active };
      await audit.write({ actor: actorOf(request), action: 'directory.change', detail }, transaction);
    });
    response.json(await describe());
  });

  router.post('/admin/sign-in-settings/directory/test', async (request, response) => {
    requireAdmin(request);
    const { directory, login, loginPassword } = readBody(directoryTestRequest, request);
    const somebody = login === undefined || login === '' ? undefined : { login, password: loginPassword };
    const body: TestOutcome = { steps: await tests.directory(await settings.completeDirectory(directory), somebody) };
    response.json(body);
  });

  return router;
};
