import { SCOPE } from '@trama/kernel/ruoli';
import { Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { COMMAND_LINE } from './command-line.js';
import type { ProviderSettings } from './config.js';
import { errorPage, nomeMostrato, PEOPLE, signedOutPage, signOutPage } from './pages.js';
import { isPersona, type NomePersona, PERSONE } from './persone.js';
import type { Secrets } from './secrets.js';
import { VolatileAdapter } from './volatile-adapter.js';

const HOUR = 3_600;

/** A standard OpenID provider whose people are the demonstration personas. */
export function createProvider(issuer: string, settings: ProviderSettings, secrets: Secrets): Provider {
  return new Provider(issuer, {
    adapter: () => new VolatileAdapter(),
    clients: clients(settings, secrets),
    jwks: { keys: [secrets.signingKey] },
    cookies: { keys: secrets.cookieKeys, short: { sameSite: 'lax' }, long: { sameSite: 'lax' } },
    findAccount: (_ctx, id) => {
      const nome = id as NomePersona;
      return PEOPLE.includes(nome)
        ? { accountId: id, claims: async () => ({ sub: id, name: nomeMostrato(nome) }) }
        : undefined;
    },
    claims: { openid: ['sub'], profile: ['name'] },
    conformIdTokenClaims: false,
    extraTokenClaims: (_ctx, token) => claimsOf('accountId' in token ? token.accountId : token.clientId),
    scopes: ['openid', 'profile', ...Object.keys(SCOPE)],
    pkce: { required: () => true },
    issueRefreshToken: () => false,
    loadExistingGrant: grantEverything,
    interactions: { url: (_ctx, { uid }) => `/persona/${uid}` },
    renderError: (ctx) => {
      ctx.type = 'html';
      ctx.body = errorPage();
    },
    clientBasedCORS: () => false,
    ttl: { AccessToken: HOUR, ClientCredentials: HOUR, IdToken: HOUR, Interaction: HOUR, Session: HOUR, Grant: HOUR },
    features: features(settings.audience),
    // Some verifiers want to be told from when a token is good.
    formats: { customizers: { jwt: (_ctx, _token, jwt) => void (jwt.payload.nbf = jwt.payload.iat) } },
  } satisfies Configuration);
}

/** Tokens are for one audience, ours, and anybody can read them with the public key. */
function features(audience: string): Configuration['features'] {
  return {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (_ctx, _client, oneOf) => oneOf ?? audience,
      useGrantedResource: () => true,
      getResourceServerInfo: (_ctx, resource) => ({
        // Another resource has no scopes here, and its tokens are not for the gateway.
        scope: resource === audience ? Object.keys(SCOPE).join(' ') : '',
        audience: resource,
        accessTokenTTL: HOUR,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => void (ctx.body = signOutPage(form)),
      postLogoutSuccessSource: (ctx) => void (ctx.body = signedOutPage()),
    },
  };
}

function clients(settings: ProviderSettings, secrets: Secrets): Configuration['clients'] {
  const programs = Object.entries(secrets.apps).map(([nome, secret]) => ({
    client_id: nome,
    client_secret: secret,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    scope: isPersona(nome) ? PERSONE[nome].scope.join(' ') : '',
  }));
  return [
    {
      client_id: settings.console.clientId,
      client_secret: settings.console.clientSecret,
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: [`${settings.publicUrl}/accesso/ritorno`],
      post_logout_redirect_uris: [`${settings.publicUrl}/`],
      scope: 'openid profile',
    },
    {
      client_id: COMMAND_LINE.clientId,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: [COMMAND_LINE.redirectUri],
      scope: 'openid profile',
    },
    ...programs,
  ];
}

/** Our own claims: the role, and the place that it has. */
function claimsOf(nome: string | undefined): Record<string, unknown> | undefined {
  if (nome === undefined || !isPersona(nome)) {
    return undefined;
  }
  const { ruolo, ...luoghi } = PERSONE[nome];
  const given = (['ambito', 'asst', 'ente'] as const).filter((luogo) => luoghi[luogo] !== null);
  return {
    trama_ruolo: ruolo,
    ...Object.fromEntries(given.map((luogo) => [`trama_${luogo}`, luoghi[luogo]])),
  };
}

/** Both clients of people are ours: nobody has to be asked whether they may know who it is. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId) {
    return undefined;
  }
  const known = session.grantIdFor(client.clientId);
  const existing = known ? await provider.Grant.find(known) : undefined;
  if (existing) {
    return existing;
  }
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
}
