import type { HTTPGraphQLResponse } from '@apollo/server';
import { answerBytes } from '@trama/kernel/written-data';

type Complete = Extract<HTTPGraphQLResponse['body'], { kind: 'complete' }>;

/**
 * Apollo hands over what this gives without a look at it: as bytes, an answer is written once, and its length is known
 * without going through it again.
 */
export const answerAsBytes = (result: { readonly data?: unknown }): string => answerBytes(result) as unknown as string;

/** An answer in bytes; a page of Apollo's own is a text. */
export const bytesOf = ({ string }: Complete): Buffer | string => string;

export const completeOf = (bytes: Buffer): Complete => ({ kind: 'complete', string: bytes as unknown as string });
