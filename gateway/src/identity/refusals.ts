import { DomainError } from '@trama/kernel/errors';

/** RFC 6750's words for the `www-authenticate` header: what a program reads where a person reads the message. */
type BearerError = 'invalid_token' | 'invalid_request';

/** Who asks claims to be somebody and does not prove it. The message never repeats what was sent. */
export function notProven(message: string, error: BearerError = 'invalid_token', headers = {}): DomainError {
  return new DomainError('NON_AUTENTICATO', message, {
    extensions: { http: { headers: { 'www-authenticate': `Bearer error="${error}"`, ...headers } } },
  });
}

/** Nobody could say whether the proof is good: the caller has done nothing wrong and may repeat. */
export function nobodyToAsk(): DomainError {
  return new DomainError(
    'SERVIZIO_NON_DISPONIBILE',
    'Il servizio che riconosce le persone non risponde: ripeti tra qualche minuto.',
    { extensions: { http: { headers: { 'retry-after': '10' } } } },
  );
}
