import type { TestStep } from '../../contract/http/sign-in.ts';
import type { Provider } from '../sign-in-settings.ts';
import type { OidcClient } from './oidc-client.ts';
import { type ProviderFetch, providerFetchProblem } from './provider-fetch.ts';

const failed = (step: TestStep['step'], detail: string, code: string): TestStep => ({
  step,
  ok: false,
  detail: detail.slice(0, 500),
  code,
});

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Asks the provider for what it says of itself and for its keys; signing in itself takes a person. */
export const testProvider = async (
  provider: Provider,
  { client, fetch }: { readonly client: OidcClient; readonly fetch: ProviderFetch },
): Promise<TestStep[]> => {
  const steps: TestStep[] = [];
  try {
    const configuration = await client.configuration(provider);
    const { issuer, authorization_endpoint, token_endpoint, jwks_uri } = configuration.serverMetadata();
    steps.push({ step: 'discovery', ok: true, detail: provider.issuer }, { step: 'issuer', ok: true, detail: issuer });
    if (!authorization_endpoint || !token_endpoint || !jwks_uri)
      return [...steps, failed('endpoints', '', 'no-endpoints')];
    steps.push({ step: 'endpoints', ok: true, detail: new URL(authorization_endpoint).host });
    const answer = await fetch(jwks_uri, { method: 'GET', headers: { accept: 'application/json' } });
    const { keys } = (await answer.json()) as { keys?: unknown };
    const count = Array.isArray(keys) ? keys.length : 0;
    steps.push(count > 0 ? { step: 'keys', ok: true, detail: String(count) } : failed('keys', '', 'no-keys'));
  } catch (error) {
    const problem = providerFetchProblem(error);
    const step = steps.length === 0 ? 'discovery' : 'keys';
    steps.push(failed(step, problem?.message ?? messageOf(error), problem?.code ?? 'answer'));
  }
  return steps;
};
