import { DomainError } from '@trama/kernel/errors';
import type { Logger } from '@trama/kernel/log';
import { PERMESSI_DI_RUOLO } from '@trama/kernel/ruoli';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Identifier } from './identify.js';
import { isFromOurPages, returnPath } from './own-pages.js';
import { notProven } from './refusals.js';
import type { Session, Sessions } from './session.js';
import { RETURN_PATH, type SignIn } from './sign-in.js';
import type { TokenVerifier } from './token-verifier.js';

export interface Console {
  readonly sessions: Sessions;
  readonly signIn: SignIn;
}

/** Who am I and what may I do: for the console, and for whoever wants to see what their token is worth. */
export function addWhoAmI(app: FastifyInstance, identifier: Identifier): void {
  app.get('/accesso/io', async (request) => {
    const { chiamante, nome, scade } = await identifier.known(request.headers);
    const { subject, ...rest } = chiamante;
    return {
      nome,
      soggetto: subject,
      ...rest,
      permessi: PERMESSI_DI_RUOLO[chiamante.ruolo],
      scadeIl: scade === null ? null : new Date(scade * 1000).toISOString(),
    };
  });
}

/** The console's way in and out. */
export function addSignIn(app: FastifyInstance, console: Console, verifier: TokenVerifier, log: Logger): void {
  const { sessions, signIn } = console;

  app.get('/accesso/entra', async (request, reply) => {
    const { ritorno } = request.query as { ritorno?: unknown };
    if (sessions.isLocal && request.host !== new URL(sessions.origin).host) {
      // This machine has several names and the provider knows one: a cookie set on another would be lost on the way back.
      const query = new URLSearchParams({ ritorno: returnPath(ritorno) });
      return reply.redirect(`${sessions.origin}/accesso/entra?${query.toString()}`, 303);
    }
    return inPage(reply, async () => {
      const { url, attempt } = await signIn.begin(returnPath(ritorno));
      return reply.header('set-cookie', await sessions.beginAttempt(attempt)).redirect(url.href, 303);
    });
  });

  app.get(RETURN_PATH, (request, reply) =>
    inPage(reply.header('set-cookie', sessions.endAttempt()), async () => {
      const { session, ritorno } = await finish(request, console, verifier);
      log.info({ subject: session.chiamante.subject }, 'console session began');
      return reply.header('set-cookie', await sessions.begin(session)).redirect(ritorno, 303);
    }),
  );

  app.post('/accesso/esci', async (request, reply) => {
    if (!isFromOurPages(request.headers, sessions.origin)) {
      throw notProven('Per uscire usa il pulsante della console.', 'invalid_request');
    }
    reply.header('set-cookie', sessions.end());
    return { vai: (await signIn.signOutUrl()) ?? '/' };
  });
}

async function finish(
  { headers, url }: FastifyRequest,
  { sessions, signIn }: Console,
  verifier: TokenVerifier,
): Promise<{ readonly session: Session; readonly ritorno: string }> {
  const attempt = await sessions.readAttempt(headers);
  if (!attempt) {
    throw notProven('L’accesso non è cominciato da qui, o è passato troppo tempo: accedi di nuovo.');
  }
  const question = url.indexOf('?');
  const { accessToken, subject, nome } = await signIn.finish(question < 0 ? '' : url.slice(question), attempt);
  // The same check as for everybody's token: a session is not a second, laxer door.
  const { chiamante, scade, payload } = await verifier.verify(accessToken);
  if (chiamante.ruolo === 'APP' || payload.sub !== subject) {
    throw notProven('Nella console entrano le persone: accedi con il tuo nome.');
  }
  return { session: { chiamante, nome, scade }, ritorno: attempt.ritorno };
}

/** These addresses are opened by a browser, and what goes wrong there is read by a person. */
async function inPage(reply: FastifyReply, work: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) {
      throw error;
    }
    const isAway = error.extensions.code === 'SERVIZIO_NON_DISPONIBILE';
    return reply
      .code(isAway ? 503 : 401)
      .type('text/html; charset=utf-8')
      .send(failurePage(error.message));
  }
}

const failurePage = (message: string) => `<!doctype html>
<html lang="it">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Trama: accesso non riuscito</title>
  </head>
  <body>
    <h1>Accesso non riuscito</h1>
    <p>${message.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>
    <p><a href="/accesso/entra">Accedi di nuovo</a></p>
  </body>
</html>
`;
