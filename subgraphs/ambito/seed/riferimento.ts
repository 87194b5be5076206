import type { Archivi } from '@trama/reference/archivi';
import type { Carico } from '@trama/reference/caricamento';
import { equipeDiRiferimento } from './equipe.js';
import { pianoDiRiferimento } from './riferimento-piano.js';
import { reteDiRiferimento } from './riferimento-rete.js';
import { territorioDiRiferimento } from './riferimento-territorio.js';

/** What the Piano di Zona says of the ambiti, table by table, parents first. */
export const riferimento = (archivi: Archivi): Carico[] => [
  ...territorioDiRiferimento(archivi),
  equipeDiRiferimento(archivi),
  ...pianoDiRiferimento(archivi),
  ...reteDiRiferimento(archivi),
];
