/** What a personal API token may: each part of the API to read, and to write. Writing does not include reading. */
export const API_SCOPES = [
  'calendar:read',
  'calendar:write',
  'meetings:read',
  'meetings:write',
  'documents:read',
  'documents:write',
  'admin:read',
  'admin:write',
] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** Of the console: for administrators alone. */
export const isAdminScope = (scope: ApiScope): boolean => scope.startsWith('admin:');
