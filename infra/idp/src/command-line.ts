/** The client of `npm run token`, which can keep no secret and needs none with PKCE. Nobody listens where it is sent. */
export const COMMAND_LINE = { clientId: 'riga-di-comando', redirectUri: 'http://127.0.0.1/token' } as const;
