/** As much of JSON Schema as our description uses. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly default?: unknown;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly additionalProperties?: boolean | JsonSchema;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

interface Operation {
  readonly summary: string;
  readonly tags: readonly string[];
  readonly 'x-who': 'anyone' | 'account' | 'admin';
  /** null: not with a token; absent: nothing is needed. */
  readonly 'x-scopes'?: readonly string[] | null;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

/** As much of openapi.json as the page draws. */
export interface ApiDocument {
  readonly servers: ReadonlyArray<{ readonly url: string }>;
  readonly tags: ReadonlyArray<{ readonly name: string }>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** One call, as a reader meets it. */
export interface ApiCall {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly who: Operation['x-who'];
  readonly scopes: readonly string[] | null | undefined;
  readonly inPath: readonly Parameter[];
  readonly query: readonly Parameter[];
  readonly body: JsonSchema | undefined;
  readonly status: string;
  readonly answer: JsonSchema | undefined;
}

const jsonOf = (content: Content | undefined): JsonSchema | undefined => content?.content?.['application/json']?.schema;

/** Every call in the order of the description. */
export const callsOf = ({ paths }: ApiDocument): ApiCall[] =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const [status = '200'] = Object.keys(operation.responses).filter((name) => name !== 'default');
      return {
        id: `${method}${path.replace(/[^a-z0-9]+/gi, '-')}`,
        method: method.toUpperCase(),
        path,
        summary: operation.summary,
        tag: operation.tags[0] ?? '',
        who: operation['x-who'],
        scopes: operation['x-scopes'],
        inPath: operation.parameters.filter((one) => one.in === 'path'),
        query: operation.parameters.filter((one) => one.in === 'query'),
        body: jsonOf(operation.requestBody),
        status,
        answer: jsonOf(operation.responses[status]),
      };
    }),
  );

/** Whether every word is found in the call. */
export const isFound = (call: ApiCall, text: string): boolean => {
  const all = `${call.method} ${call.path} ${call.summary} ${call.tag} ${call.scopes?.join(' ') ?? ''}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
};
