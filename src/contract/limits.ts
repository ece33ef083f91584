/** The limits that screens show and the server enforces, in characters. Apart from the schemas: a guest's page loads no zod. */
export const LIMITS = {
  title: 200,
  name: 80,
  location: 200,
  description: 10_000,
  invitees: 500,
  chatText: 4_000,
  password: 200,
  passwordShortest: 10,
  email: 254,
} as const;
